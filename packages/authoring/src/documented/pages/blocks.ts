/** A part of a page, whatever its format. Lines are those of the file, from 1. */
export type Block = Heading | Paragraph | Code | Table;

export interface Heading {
  kind: 'heading';
  line: number;
  text: string;
}

export interface Paragraph {
  kind: 'paragraph';
  line: number;
  text: string;
}

export interface Code {
  kind: 'code';
  line: number;
  text: string;
}

export interface Table {
  kind: 'table';
  line: number;
  /** Without its number, such as `jobs parameters`. */
  title: string;
  /** The names by which rows link to it. */
  anchors: string[];
  header: string[];
  rows: Cell[][];
}

export interface Cell {
  line: number;
  /** Paragraphs and items on a line each; an item begins with `• `, a nested item with `◦ `. */
  text: string;
  /** The tables of this page that it links to. */
  links: string[];
}

export interface PageText {
  blocks: Block[];
  /** Such as `dli_02_0234`. */
  docId: string | undefined;
  faults: Fault[];
}

/** A fault of a page. */
export interface Fault {
  line: number;
  message: string;
}

/** A fault that makes the page unreadable. */
export class Unreadable extends Error implements Fault {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export const docIdPattern = /\bdli_\d\d_\d{4}\b/;

/** Reads the title of a table without its number; undefined if the text is not such a title. */
export function readTableTitle(text: string): string | undefined {
  return /^(?:表|Table)\s*\d+\s*(.*)$/s.exec(text)?.[1];
}
