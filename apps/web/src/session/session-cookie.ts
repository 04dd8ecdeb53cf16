import type { WebSettings } from '../env';

/** The cookie that holds the token; scripts never see it. */
export interface SessionCookie {
  readonly name: string;
  readonly options: { httpOnly: true; sameSite: 'strict'; path: '/'; secure: boolean };
}

/**
 * On TLS the cookie is bound to this very host by its `__Host-` prefix. On plain http the port is part of its name, because
 * browsers share cookies between ports and two instances on one machine must not sign each other out.
 */
export function sessionCookie(settings: WebSettings): SessionCookie {
  const secure = settings.origins.some((origin) => origin.startsWith('https://'));
  return {
    name: secure ? '__Host-copilot_session' : `copilot_session_${settings.port}`,
    options: { httpOnly: true, sameSite: 'strict', path: '/', secure },
  };
}
