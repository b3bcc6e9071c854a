// What the guides tell is there.
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

    it('names npm scripts that there are', () => {
      const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script = '']) => script);
      expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
    });
    it('links to files and headings that there are', () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
      const astray = links.filter(([, path = '', heading]) => {
        const target = path === '' ? file : join(dirname(file), path);
        // What is built is not there before the build.
        if (target.includes('dist/')) return false;
        return !existsSync(join(root, target)) || (heading !== undefined && !anchorsOf(read(target)).includes(heading));
      });
      expect(astray.map(([link]) => link)).toEqual([]);
    });
  },
);

describe.each(globSync('.github/ISSUE_TEMPLATE/!(config).yml', { cwd: root }).sort())('%s', (file) => {
  it('is a form that GitHub can show', () => {
    const { name, description, body } = parse(read(file));
    expect([name, description].filter((text) => typeof text !== 'string' || text === '')).toEqual([]);
    const kinds = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes'];
    expect(body.filter(({ type, attributes }: { type: string; attributes?: object }) => !kinds.includes(type) || !attributes)).toEqual([]);
  });
});

/** The anchors of headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
