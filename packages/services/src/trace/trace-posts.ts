import type { Post } from '@miji/core';

/** Who may see the trace of a company: its own, or the head office's, auditors and security officers. */
export const TRACE_POSTS: readonly Post[] = ['auditor', 'security_officer'];
