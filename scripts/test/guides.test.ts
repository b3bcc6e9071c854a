// What the guides mention exists.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json'));

describe.each(globSync(['*.md', '.github/*.md', '.github/ISSUE_TEMPLATE/*.yml', 'packages/*/README.md'], { cwd: root }).sort())(
  '%s',
  (file) => {
    const text = read(file);

    it('names existing npm scripts', () => {
      const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script = '']) => script);
      expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
    });
    it('links to existing files and headings', () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
      const astray = links.filter(([, path = '', heading]) => {
        const target = path === '' ? file : join(dirname(file), path);
        // Built files are missing before the build.
        if (target.includes('dist/')) return false;
        return !existsSync(join(root, target)) || (heading !== undefined && !listAnchors(read(target)).includes(heading));
      });
      expect(astray.map(([link]) => link)).toEqual([]);
    });
  },
);

describe.each(globSync('.github/ISSUE_TEMPLATE/!(config).yml', { cwd: root }).sort())('%s', (file) => {
  it('is a valid form of GitHub', () => {
    const { name, description, body } = parse(read(file));
    expect([name, description].filter((text) => typeof text !== 'string' || text === '')).toEqual([]);
    const kinds = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'];
    expect(body.filter(({ type, attributes }: { type: string; attributes?: object }) => !kinds.includes(type) || !attributes)).toEqual([]);
  });
});

/** Lists the anchors of headings, as GitHub creates them. */
function listAnchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
