import { Anchor, Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

import type { MethodOutput } from '../../../../shared/contract/client.ts';
import { texts } from '../../lib/texts.ts';
import styles from './companies.module.css';

export type Companies = MethodOutput<'company.list'>['companies'];

/** The way back for who came here by mistake; nothing on the first run. */
export function KnownCompanies({ companies }: { readonly companies: Companies }): ReactElement | null {
  if (companies.length === 0) {
    return null;
  }
  return (
    <nav aria-label={texts.companies.known}>
      <Text size="sm" c="dimmed" mb={4}>
        {texts.companies.known}
      </Text>
      <ul className={styles['known']}>
        {companies.map(({ slug, name, practice }) => (
          <li key={slug}>
            <Anchor component={Link} to={`/c/${slug}/overview`} size="sm">
              {name}
            </Anchor>{' '}
            {practice && (
              <Badge size="xs" variant="default">
                {texts.frame.practice}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
