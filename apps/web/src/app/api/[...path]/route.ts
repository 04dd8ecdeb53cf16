import type { NextRequest } from 'next/server';
import { forward } from '../../../gateway/forward';

interface Context {
  params: Promise<{ path: string[] }>;
}

const handle = async (request: NextRequest, { params }: Context): Promise<Response> =>
  forward(request, (await params).path);

export { handle as GET, handle as POST, handle as PATCH, handle as PUT, handle as DELETE };
