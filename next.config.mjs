/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { authInterrupts: true },
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
}
