import { findJson, listParameters } from './operation-parts.ts';
import type { Rule } from './redocly.ts';
import { WrittenSchemas } from './written-schemas.ts';

/** One object can hold the parameters and the body of an operation, as the input of a client's method does. */
export const flatInput: Rule = () => {
  const written = new WrittenSchemas();
  return {
    Operation: {
      enter: (operation, context) => {
        const report = (message: string) => context.report({ message, location: context.location.child(['operationId']) });
        const places = new Map<unknown, unknown>();
        for (const [{ name, in: place }] of listParameters(operation, context)) {
          const other = places.get(name);
          if (other !== undefined) report(`\`${name}\` is in the ${other} and in the ${place}. Rename one.`);
          places.set(name, place);
        }
        const json = findJson(operation.requestBody, context);
        if (!json) return;
        const [body, ...rows] = written.listRows(...json);
        const fields = rows.filter(({ pointer }) => /^[^.[{]+$/.test(pointer));
        if (body && !body.type?.includes('object') && fields.length === 0)
          report('The body of the request is not an object. Put what it holds into a field of one.');
        for (const { pointer: name, keywords } of fields) {
          const place = places.get(name);
          if (place === undefined || keywords.get('x-dli-same-as')?.value === `${place}.${name}`) continue;
          report(
            `\`${name}\` is in the ${place} and in the body. Rename one, or add \`x-dli-same-as: ${place}.${name}\` to the body's if they are one value.`,
          );
        }
      },
    },
  };
};
