import type { NextRequest } from 'next/server';
import { forward } from '../../../gateway/forward';

/** The path is read from the address itself, decoded once; what does not decode matches no listed call. */
async function handle(request: NextRequest): Promise<Response> {
  const segments = request.nextUrl.pathname.slice('/api/'.length).split('/').map(decodeSegment);
  return forward(request, segments);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

export { handle as GET, handle as POST, handle as PATCH, handle as PUT, handle as DELETE };
