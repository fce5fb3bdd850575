import type { PersonRef } from '@miji/contract';
import type { ReactNode } from 'react';

/** A person's name, kept on one line. */
export const PersonName = ({ person }: { readonly person: Pick<PersonRef, 'name'> }): ReactNode => (
  <bdi className="person">{person.name}</bdi>
);
