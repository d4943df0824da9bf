/** What a property holds. Text may have a longest length in characters (Intuit's reference; see 2050). */
export type Field =
  | { readonly kind: 'text'; readonly max?: number }
  /** A shipping text: its longest length is not known, so it is set. */
  | { readonly kind: 'shipping-text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'object'; readonly className: string; readonly shape: Shape }
  | { readonly kind: 'list'; readonly className: string; readonly shape: Shape }
  /** Taken and not looked into. */
  | { readonly kind: 'any' };

export type Shape = Readonly<Record<string, Field>>;

export const text = (max?: number): Field => (max === undefined ? { kind: 'text' } : { kind: 'text', max });
export const shippingText: Field = { kind: 'shipping-text' };
export const number: Field = { kind: 'number' };
export const boolean: Field = { kind: 'boolean' };
export const date: Field = { kind: 'date' };
export const any: Field = { kind: 'any' };
export const choice = (...of: string[]): Field => ({ kind: 'choice', of });
export const object = (className: string, shape: Shape): Field => ({ kind: 'object', className, shape });
export const list = (className: string, shape: Shape): Field => ({ kind: 'list', className, shape });

export const reference = object('ReferenceType', { value: text(), name: text(), type: text() });
/** The way of shipping has no list: its value is free text. */
export const shipMethod = object('ReferenceType', { value: shippingText, name: text(), type: text() });
export const memo = object('MemoRef', { value: text(1000), id: text() });
export const email = object('EmailAddress', { Id: text(), Address: text(100), Default: boolean, Tag: text() });
export const phone = object('TelephoneNumber', {
  Id: text(),
  DeviceType: text(),
  CountryCode: text(),
  AreaCode: text(),
  ExchangeCode: text(),
  Extension: text(),
  FreeFormNumber: text(30),
  Default: boolean,
  Tag: text(),
});
export const website = object('WebSiteAddress', { Id: text(), URI: text(1000), Default: boolean, Tag: text() });
export const address = object('PhysicalAddress', {
  Id: text(),
  Line1: text(500),
  Line2: text(500),
  Line3: text(500),
  Line4: text(500),
  Line5: text(500),
  City: text(255),
  Country: text(255),
  CountryCode: text(),
  County: text(),
  CountrySubDivisionCode: text(255),
  PostalCode: text(30),
  PostalCodeSuffix: text(),
  Lat: text(),
  Long: text(),
  Tag: text(),
  Note: text(),
});
export const linkedTxn = list('LinkedTxn', { TxnId: text(), TxnType: text(), TxnLineId: text() });
export const customField = list('CustomField', {
  DefinitionId: text(),
  Name: text(),
  Type: choice('StringType', 'BooleanType', 'NumberType', 'DateType'),
  StringValue: text(31),
  BooleanValue: boolean,
  DateValue: date,
  NumberValue: number,
});

export const record: Shape = {
  domain: text(),
  status: text(),
  sparse: boolean,
  Id: text(),
  SyncToken: text(),
  MetaData: any,
  CustomField: customField,
  AttachableRef: any,
};
