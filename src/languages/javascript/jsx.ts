import ts from 'typescript';

const {
  Identifier,
  JsxElement,
  JsxExpression,
  JsxFragment,
  JsxSelfClosingElement,
  JsxSpreadAttribute,
  JsxText,
  PropertyAccessExpression,
} = ts.SyntaxKind;

/** The expressions that an element evaluates, in order. */
export function jsxParts(node: ts.JsxElement | ts.JsxFragment | ts.JsxSelfClosingElement): readonly ts.Node[] {
  if (node.kind === JsxFragment) return node.children.flatMap(jsxChild);
  const { tagName, attributes } = node.kind === JsxElement ? node.openingElement : node;
  const parts: ts.Node[] = [
    ...(isVariable(tagName) ? [tagName] : []),
    ...attributes.properties.flatMap((it) =>
      it.kind === JsxSpreadAttribute ? it.expression : it.initializer ? jsxChild(it.initializer) : [],
    ),
  ];
  if (node.kind === JsxSelfClosingElement) return parts;
  parts.push(...node.children.flatMap(jsxChild));
  // The closing tag names it again.
  if (isVariable(tagName)) parts.push(node.closingElement.tagName);
  return parts;
}

/** `<div>` is an element of the page's, `<Page>` a variable. */
const isVariable = (tag: ts.JsxTagNameExpression): boolean =>
  tag.kind === PropertyAccessExpression || (tag.kind === Identifier && /^[^a-z]/.test(tag.text));

function jsxChild(node: ts.JsxChild | ts.JsxAttributeValue): readonly ts.Node[] {
  if (node.kind === JsxText) return [];
  if (node.kind !== JsxExpression) return [node];
  return node.expression ? [node.expression] : [];
}
