/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked by `npm test`; a start on a fresh clone should not wait for them a second time.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: new URL('../..', import.meta.url).pathname },
  images: { unoptimized: true },
  devIndicators: false,
  agentRules: false,
  experimental: {
    // The build and the server ask nobody anything: no look-up of newer versions, no reports.
    agentUpgrade: false,
    agentFeedback: false,
    optimizePackageImports: ['@base-ui/react'],
  },
};
