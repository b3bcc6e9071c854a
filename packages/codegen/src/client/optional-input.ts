// The client takes a field that is `undefined` for one that is left out. Under `exactOptionalPropertyTypes` a type has to say so.

import type { Document } from '@dli-openapi/openapi';
import ts from 'typescript';
import { listSentAndReceived } from './sent-and-received.ts';

/** The declarations of openapi-typescript, in which whatever a request may leave out may also be `undefined`. */
export function allowUndefinedInInputs(document: Document, declarations: ts.Node[]): ts.Node[] {
  const { sent } = listSentAndReceived(document);
  const schemas = Object.entries(document.components.schemas ?? {});
  // Those that answers carry, too: who reads a field that may be left out has to expect `undefined` anyway.
  const inputs = new Set(schemas.filter(([, schema]) => sent.has(schema)).map(([name]) => name));

  const isInput = ([declaration, first = '', second = '']: string[]) =>
    declaration === 'operations' ? ['parameters', 'requestBody'].includes(second) : first === 'schemas' && inputs.has(second);

  const transformer: ts.TransformerFactory<ts.Node> = (context) => (root) => {
    const visit = (node: ts.Node, path: string[]): ts.Node => {
      const here = [...path, ...listName(node)];
      const visited = ts.visitEachChild(node, (child) => visit(child, here), context);
      if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type || !isInput(here)) return visited;
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
