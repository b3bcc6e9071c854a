// Where the site is, on this machine and in public.
import { fileURLToPath } from 'node:url';

/** The absolute path of the folder of the built site. Serve it as it is; `index.html` is the English reference. */
export const siteFolder = fileURLToPath(new URL('../dist/', import.meta.url));

const { GITHUB_REPOSITORY, DLI_DOCS_URL } = process.env;
const [owner, name] = GITHUB_REPOSITORY?.split('/') ?? [];

/** The repository of the pages' sources; undefined outside of GitHub's workflows, where nothing says where it is. */
export const repository: string | undefined = GITHUB_REPOSITORY && `https://github.com/${GITHUB_REPOSITORY}`;

/** The public address of the site, with a slash at its end: `DLI_DOCS_URL`, GitHub Pages, or that of `npm start`. */
export const siteUrl = DLI_DOCS_URL ?? (owner ? `https://${owner}.github.io/${name}/` : 'http://127.0.0.1:4010/docs/');
