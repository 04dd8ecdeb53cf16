import { z } from 'zod';
import { UserContextSchema } from './scope.js';

export const LoginRequestSchema = z.strictObject({
  username: z.string().min(1).max(128),
  password: z.string().min(1).max(256),
});
export type LoginRequest = z.infer<typeof LoginRequestSchema>;

export const LoginResponseSchema = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  user: UserContextSchema,
});
export type LoginResponse = z.infer<typeof LoginResponseSchema>;
