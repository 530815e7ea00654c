/** @type {import("next").NextConfig} */
const nextConfig = { devIndicators: false };

export default nextConfig;
