// Inputs accept more than their schemas: `undefined` counts as omitted, which a type has to say under
// `exactOptionalPropertyTypes`, and a list may be readonly.

import type { Document, Schema } from '@dli-openapi/openapi';
import ts from 'typescript';

/**
 * Lets optional fields of requests be `undefined`, and lists readonly, in the declarations of openapi-typescript.
 * @param sent the schemas of requests
 */
export function widenInputs(document: Document, sent: ReadonlySet<Schema>, declarations: ts.Node[]): ts.Node[] {
  const schemas = Object.entries(document.components.schemas ?? {});
  // Including those that responses share: who reads an optional field has to expect `undefined` anyway.
  const inputs = new Set(schemas.filter(([, schema]) => sent.has(schema)).map(([name]) => name));

  const isInput = ([declaration, first = '', second = '']: string[]) =>
    declaration === 'operations' ? ['parameters', 'requestBody'].includes(second) : first === 'schemas' && inputs.has(second);

  const transformer: ts.TransformerFactory<ts.Node> = (context) => (root) => {
    const visit = (node: ts.Node, path: string[]): ts.Node => {
      const here = [...path, ...listName(node)];
      const visited = ts.visitEachChild(node, (child) => visit(child, here), context);
      if (!isInput(here)) return visited;
      // Compilers name the last of the variants that fit equally well, and the document has the usual one first.
      if (ts.isUnionTypeNode(visited) && visited.types.every(ts.isTypeLiteralNode))
        return ts.factory.createUnionTypeNode(visited.types.toReversed());
      if (ts.isArrayTypeNode(visited)) return ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited);
      if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited;
      if (visited.type.kind === ts.SyntaxKind.NeverKeyword) return visited;
      const type = ts.factory.createUnionTypeNode([visited.type, ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)]);
      return ts.factory.updatePropertySignature(visited, visited.modifiers, visited.name, visited.questionToken, type);
    };
    return visit(root, []);
  };
  return declarations.flatMap((declaration) => ts.transform(declaration, [transformer]).transformed);
}

function listName(node: ts.Node): string[] {
  if (ts.isInterfaceDeclaration(node)) return [node.name.text];
  return ts.isPropertySignature(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? [node.name.text] : [];
}
