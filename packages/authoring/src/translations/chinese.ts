/** Names that Chinese texts write in Latin letters. */
const names =
  /Flink (?:OpenSource )?SQL|Flink JAR|Spark SQL|Stream SQL|Data Lake Insight|HTTP|REST API|DDL|DCL|IMPORT|EXPORT|QUERY|INSERT|Open Telekom Cloud|Terraform provider|pull request|Python SDK|Go SDK/g;

/** Finds what Huawei's own documentation would write differently in a Chinese text, code omitted; undefined without a fault. */
export function findChineseFault(text: string): string | undefined {
  const prose = text.replaceAll(/`[^`]*`/g, '·');
  const english = prose
    .replaceAll(/https?:\S+/g, ' ')
    .replaceAll(names, '·')
    .match(/[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+/);
  if (english) return `The translation leaves English: ${english[0]}. Translate it, or add the name to translations/chinese.ts.`;
  const narrow = /\p{Script=Han}[,.;:?!()]|[,;:?!()]\p{Script=Han}/u.exec(prose);
  if (narrow) return `The translation has a narrow mark: ${narrow[0]}. Use the full-width one.`;
  const spaced = /\p{Script=Han} \w|\w \p{Script=Han}/u.exec(prose);
  return spaced ? `The translation has a space beside Chinese: ${spaced[0]}. Remove it.` : undefined;
}
