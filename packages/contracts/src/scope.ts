import { z } from 'zod';

/** The four roles of the product; what each may see stands in the policy file. */
export const RoleSchema = z.enum(['admin', 'store_manager', 'marketing', 'finance']);
export type Role = z.infer<typeof RoleSchema>;

/**
 * Whose question it is and which stores it may touch. Built from the token and the user's current row, only ever narrowed.
 * `store_ids` lists the stores also when `all_stores` is true, as far as they are known; `all_stores` decides.
 */
export const UserContextSchema = z.strictObject({
  username: z.string().min(1).max(128),
  role: RoleSchema,
  store_ids: z.array(z.int().nonnegative()).max(1000),
  all_stores: z.boolean(),
});
export type UserContext = z.infer<typeof UserContextSchema>;
