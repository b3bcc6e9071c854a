import type { Location } from './types.ts';

/** A row of a table as it is published, with type and limits in prose. */
export interface PublishedField {
  location: Location;
  /** Dotted, `[]` for the items of an array: `job_list.jobs[].job_id`. */
  pointer: string;
  required?: boolean | undefined;
  /** As printed, such as `Array of Strings`. */
  type?: string | undefined;
  description?: string | undefined;
  /** The values allowed, if they are apart from the description: in their own table, or as constants of the SDK. */
  values?: string[] | undefined;
  line?: number;
}

/** JSON as it is published, right or wrong. */
export interface PublishedSample {
  of: 'request' | 'response';
  text: string;
}

/** What is published of an operation in one place. */
export interface Published {
  docId: string | undefined;
  method: string;
  path: string;
  fields: PublishedField[];
  statuses: string[];
  errorCodes: string[];
  samples: PublishedSample[];
}
