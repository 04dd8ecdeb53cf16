export { createGateway, type GatewaySettings } from './create-gateway.js';
export { readSettings, SettingsFault, type Settings } from './env.js';
export type { Dependencies } from './gateway.module.js';
