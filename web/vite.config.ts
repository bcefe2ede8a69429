import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The page is served by the Python side from src/nemawashi/web/static, and asks it alone: `make page` builds it there.
// While working on the page, `npm run dev` passes /api to a `nemawashi serve` on port 8765.
export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/nemawashi/web/static",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
