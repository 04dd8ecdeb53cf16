import { requireSession } from '../session/read-session';

/** The token of an administrator. The layout tells everybody else why there is nothing; the API would refuse them as well. */
export async function requireAdmin(): Promise<string | null> {
  const { user, token } = await requireSession();
  return user.role === 'admin' ? token : null;
}
