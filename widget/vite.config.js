// One file, no hashes in its name: `assistant/web/widget.js` is what sites embed, and it is committed.
import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../assistant/web",
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "src/index.ts", formats: ["es"], fileName: () => "widget.js" },
    rolldownOptions: { output: { minify: true } }, // Vite leaves the white space of a library; this file goes to browsers
  },
  test: { include: ["tests/**/*.test.ts"], environment: "happy-dom", restoreMocks: true, unstubGlobals: true },
});
