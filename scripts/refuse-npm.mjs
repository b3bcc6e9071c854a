// Runs before a package is packed. npm leaves the versions of the workspace, `workspace:*`, as they are, and nobody could install that.
const { npm_execpath: packer = '', npm_package_name: name } = process.env;
if (packer.endsWith('npm-cli.js')) {
  console.error(
    `npm cannot pack a package of this workspace. Use its pnpm, in the checkout: node scripts/run.mjs pnpm --filter ${name} pack`,
  );
  process.exitCode = 1;
}
