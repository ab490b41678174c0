/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // The proxy sees every address as it was asked for, and no image is worked on by the server.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // `npm run verify` checks the types of the whole tree; a build must not fail for a test's.
  typescript: { ignoreBuildErrors: true },
  // Without script the answer check posts what was typed together with its last state, each up to some 600 KB.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: "4mb" } },
  // What the proxy does not see: files of the build, which are no documents and may load nothing.
  headers: async () => [
    {
      source: "/_next/static/:path*",
      headers: [
        { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" },
        { key: "x-content-type-options", value: "nosniff" },
      ],
    },
  ],
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
}
