import { Anchor, Image, Table, Typography } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import Markdown from 'markdown-to-jsx/react';
import type { ComponentPropsWithoutRef, ReactElement } from 'react';

import { useCompany } from '../../lib/company.ts';
import { pictureAddress } from './guide-pictures.ts';
import styles from './help.module.css';

/** A link to another task ("#clear-the-day"). Other addresses, which the guide has for readers outside of the app, stay text here. */
function GuideLink({ href = '', children }: ComponentPropsWithoutRef<'a'>): ReactElement {
  const company = useCompany();
  if (href.startsWith('#')) {
    return (
      <Anchor component={Link} {...({ to: `/c/${company}/help`, search: { task: href.slice(1) } } as object)}>
        {children}
      </Anchor>
    );
  }
  return <>{children}</>;
}

function GuidePicture({ src = '', alt = '' }: ComponentPropsWithoutRef<'img'>): ReactElement {
  return <Image src={pictureAddress(src)} alt={alt} className={styles['picture'] ?? ''} />;
}

function GuideTable({ children }: ComponentPropsWithoutRef<'table'>): ReactElement {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table withRowBorders verticalSpacing={6} fz="sm">
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}

const OVERRIDES = { a: { component: GuideLink }, img: { component: GuidePicture }, table: { component: GuideTable } };

/** Markdown of the guide as the app's own elements; raw HTML in it stays text. */
export function GuideText({ text }: { readonly text: string }): ReactElement {
  return (
    <Typography className={styles['text'] ?? ''}>
      <Markdown options={{ overrides: OVERRIDES, disableParsingRawHTML: true, forceBlock: true }}>{text}</Markdown>
    </Typography>
  );
}
