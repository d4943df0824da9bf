import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';

/** The company of the address. Screens of a company are only shown under one. */
export function useCompany(): string {
  const { company } = useParams({ strict: false }) as { readonly company?: string }; // safe: the address is the only source of params
  if (company === undefined) {
    throw new Error('useCompany is used outside of a company');
  }
  return company;
}

/** IANA name of the company's zone; instants are shown in it. */
export const CompanyZone = createContext('UTC');
export const useCompanyZone = (): string => useContext(CompanyZone);
