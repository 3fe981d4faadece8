// What the scripts share: each adds its part to the one global object.

interface KbTables {
  simplified: Map<string, string>;
  readings: Map<string, string[]>;
  syllables: Set<string>;
}

interface KbCue {
  id: string;
  type: string;
  zh: string[];
  en: string[];
}

/** A way to read a piece of the query: slots that should all be found, each with terms of which the best counts.
 * `sharp` are the terms of sound with the differences that many do not hear. */
interface KbReading {
  kind: "words" | "sounds" | "initials";
  weight: number;
  slots: [term: string, weight: number][][];
  sharp?: string[];
}

/** `near` are the numbers of the neighbours, each followed by its nearness, at most 100. */
interface KbDocument {
  slug: string;
  url: string;
  type: string;
  typeLabel: string;
  title: string;
  summary: string;
  lines: string[];
  near: number[];
  spoken: string[];
  topics: [id: string, label: string][];
  risk: string;
  riskLabel: string;
}

/** `covered` is the share of the query, by rarity, that the article has. */
interface KbResult {
  number: number;
  score: number;
  covered: number;
  document: KbDocument;
}

interface KbManifest {
  language: "zh" | "en";
  folder: string;
  documents: number;
  shards: number;
  perFile: number;
  cues: KbCue[];
}

interface KbAnalysis {
  fold(text: string, tables: KbTables): string;
  pieces(folded: string): string[];
  isChinese(piece: string): boolean;
  stem(word: string): string;
  terms(text: string, tables: KbTables): string[];
  sounds(text: string, tables: KbTables, sharp?: boolean): string[];
  soundsOf(character: string, tables: KbTables): string[];
  initials(text: string, tables: KbTables): string[];
  exact(text: string, tables: KbTables): string;
  readings(piece: string, tables: KbTables): KbReading[];
}

interface KbIndex {
  manifest: KbManifest;
  search(query: string, filter?: { type: string; topic: string }): Promise<KbResult[]>;
  marks(query: string): Promise<string[]>;
  topics(query: string): Promise<{ label: string; url: string }[]>;
}

interface Kb {
  onPage(make: () => void): void;
  toSearch(): void;
  /** Resolves to whether the text is in the clipboard now. */
  copy(text: string): Promise<boolean>;
  analysis: KbAnalysis;
  openIndex(load: (name: string) => Promise<unknown>): Promise<KbIndex>;
}

declare var kb: Kb;
