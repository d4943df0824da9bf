/** Who buys in the practice shop, and whom of them QuickBooks already knows. All addresses use reserved example domains. */

/** A town that parcels go to. `home` towns are where the shop itself sits, and where it must collect tax. */
export interface Town {
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface Buyer {
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
  readonly company?: string;
  readonly street: string;
  /** A key of {@link TOWNS}, or the number of a home town (0 to 3). */
  readonly town: string | number;
}

/** Towns away from home: no tax is due there. */
export const TOWNS: Readonly<Record<string, Town>> = {
  boise: { city: 'Boise', state: 'ID', postalCode: '83702-1111', country: 'US' },
  portland: { city: 'Portland', state: 'OR', postalCode: '97209-3410', country: 'US' },
  helena: { city: 'Helena', state: 'MT', postalCode: '59601-4420', country: 'US' },
  erie: { city: 'Erie', state: 'PA', postalCode: '16501-2122', country: 'US' },
  austin: { city: 'Austin', state: 'TX', postalCode: '78704-2218', country: 'US' },
  madison: { city: 'Madison', state: 'WI', postalCode: '53703-1804', country: 'US' },
  burlington: { city: 'Burlington', state: 'VT', postalCode: '05401-4419', country: 'US' },
  savannah: { city: 'Savannah', state: 'GA', postalCode: '31401-3302', country: 'US' },
  santaFe: { city: 'Santa Fe', state: 'NM', postalCode: '87501-1907', country: 'US' },
  duluth: { city: 'Duluth', state: 'MN', postalCode: '55802-2015', country: 'US' },
  oslo: { city: 'Oslo', state: '', postalCode: '0150', country: 'NO' },
  galway: { city: 'Galway', state: '', postalCode: 'H91 E2K3', country: 'IE' },
};

export const HOME_TOWNS: Readonly<Record<'us' | 'canada', readonly Town[]>> = {
  us: [
    { city: 'Seattle', state: 'WA', postalCode: '98101-1206', country: 'US' },
    { city: 'Tacoma', state: 'WA', postalCode: '98402-3110', country: 'US' },
    { city: 'Bellingham', state: 'WA', postalCode: '98225-4402', country: 'US' },
    { city: 'Spokane', state: 'WA', postalCode: '99201-0518', country: 'US' },
  ],
  canada: [
    { city: 'Calgary', state: 'AB', postalCode: 'T2P 1J9', country: 'CA' },
    { city: 'Edmonton', state: 'AB', postalCode: 'T5J 0N3', country: 'CA' },
    { city: 'Lethbridge', state: 'AB', postalCode: 'T1J 0P1', country: 'CA' },
    { city: 'Red Deer', state: 'AB', postalCode: 'T4N 1X7', country: 'CA' },
  ],
};

const buyer = (key: string, name: string, email: string | null, street: string, town: string | number): Buyer => ({
  key,
  name,
  email,
  street,
  town,
});

/** Ordinary shoppers: one name, one e-mail, one address each. */
export const SHOPPERS: readonly Buyer[] = [
  buyer('ana-ruiz', 'Ana Ruiz', 'ana.ruiz@example.com', '4 Elm St', 'boise'),
  buyer('marcus-hale', 'Marcus Hale', 'marcus.hale@example.com', '218 Pike St', 0),
  buyer('priya-nair', 'Priya Nair', 'priya.nair@example.org', '77 Larch Ave', 'portland'),
  buyer('tom-okafor', 'Tom Okafor', 'tom.okafor@example.com', '1502 Commerce St', 1),
  buyer('ingrid-solberg', 'Ingrid Solberg', 'ingrid.solberg@example.net', '9 Harbour Walk', 2),
  buyer('wei-chen', 'Wei Chen', 'wei.chen@example.com', '310 Congress Ave', 'austin'),
  buyer('dana-whitcomb', 'Dana Whitcomb', 'dana.whitcomb@example.com', '61 Church St', 'burlington'),
  buyer('luis-ortega', 'Luis Ortega', 'luis.ortega@example.org', '12 Canyon Rd', 'santaFe'),
  buyer('hannah-berg', 'Hannah Berg', 'hannah.berg@example.com', '840 Superior St', 'duluth'),
  buyer('samir-haddad', 'Samir Haddad', 'samir.haddad@example.net', '455 Riverside Ave', 3),
  buyer('grace-mbeki', 'Grace Mbeki', 'grace.mbeki@example.com', '27 State St', 'madison'),
  buyer('oliver-finch', 'Oliver Finch', 'oliver.finch@example.com', '19 Bay St', 'savannah'),
  buyer('yuki-tanaka', 'Yuki Tanaka', 'yuki.tanaka@example.org', '1120 Holly St', 2),
  buyer('nora-lindqvist', 'Nora Lindqvist', 'nora.lindqvist@example.com', '33 Peach St', 'erie'),
  buyer('ben-carver', 'Ben Carver', 'ben.carver@example.com', '702 Last Chance Gulch', 'helena'),
  buyer('amelia-stone', 'Amelia Stone', 'amelia.stone@example.net', '95 Olive Way', 0),
  buyer('rafael-mendes', 'Rafael Mendes', 'rafael.mendes@example.com', '2040 Lamar Blvd', 'austin'),
  buyer('chloe-martin', 'Chloé Martin', 'chloe.martin@example.org', '6 Pacific Ave', 1),
  buyer('peter-novak', 'Peter Novák', 'peter.novak@example.com', '411 Main St', 'boise'),
  buyer('fatima-zahra', 'Fatima Zahra', 'fatima.zahra@example.com', '58 Willamette Dr', 'portland'),
  buyer('george-pappas', 'George Pappas', 'george.pappas@example.net', '130 Lake St', 'erie'),
  buyer('lena-fischer', 'Lena Fischer', 'lena.fischer@example.com', '22 Sprague Ave', 3),
  buyer('kofi-mensah', 'Kofi Mensah', 'kofi.mensah@example.org', '501 Bull St', 'savannah'),
  buyer('emily-carter', 'Emily Carter', 'emily.carter@example.com', '16 College St', 'burlington'),
  buyer('arjun-patel', 'Arjun Patel', 'arjun.patel@example.com', '904 Railroad Ave', 2),
  buyer('sofia-rossi', 'Sofia Rossi', 'sofia.rossi@example.net', '73 Guadalupe St', 'santaFe'),
  buyer('jack-donnelly', 'Jack Donnelly', 'jack.donnelly@example.com', '215 Gorham St', 'madison'),
  buyer('mei-lin-wu', 'Mei-Lin Wu', 'meilin.wu@example.com', '1808 Terry Ave', 0),
  buyer('aisha-bello', 'Aisha Bello', 'aisha.bello@example.org', '44 Canal Park Dr', 'duluth'),
  buyer('henrik-dahl', 'Henrik Dahl', 'henrik.dahl@example.com', '8 Rodney St', 'helena'),
  buyer('isabel-cruz', 'Isabel Cruz', 'isabel.cruz@example.com', '620 Fawcett Ave', 1),
  buyer('theo-lambert', 'Théo Lambert', 'theo.lambert@example.net', '39 Barton Springs Rd', 'austin'),
  buyer('maria-kowalska', 'Maria Kowalska', 'maria.kowalska@example.com', '100 Wall St', 3),
  buyer('david-oyelaran', 'David Oyelaran', 'david.oyelaran@example.com', '3 Front St', 'boise'),
  buyer('ruth-adler', 'Ruth Adler', 'ruth.adler@example.org', '1450 Hawthorne Blvd', 'portland'),
  buyer('simon-grey', 'Simon Grey', 'simon.grey@example.com', '88 Boren Ave', 0),
];

/** Buyers of the Wholesale store. The first shares its name with a vendor of the books. */
export const TRADE_BUYERS: readonly Buyer[] = [
  {
    ...buyer('cascade-paper', 'Cascade Paper Supply', 'orders@cascadepaper.example', '2200 Airport Way', 0),
    company: 'Cascade Paper Supply',
  },
  {
    ...buyer('fern-and-fable', 'Fern & Fable Gifts', 'buying@fernandfable.example', '14 Market Sq', 'portland'),
    company: 'Fern & Fable Gifts',
  },
  {
    ...buyer('lakeside-general', 'Lakeside General Store', 'office@lakesidegeneral.example', '5 Lake Ave', 'duluth'),
    company: 'Lakeside General Store',
  },
  { ...buyer('rowan-hotel', 'The Rowan Hotel', 'purchasing@rowanhotel.example', '700 Grand Blvd', 'boise'), company: 'The Rowan Hotel' },
];

/** A customer that QuickBooks has before Purser posts anything. */
export interface SeededCustomer {
  /** DisplayName. */
  readonly name: string;
  readonly email: string | null;
}

/**
 * Beside the channels' own customers (CatalogueStore.channelCustomer). Ana Ruiz and the trade buyers match by e-mail, Marcus
 * Hale and Ingrid Solberg by name alone. The two Jordan Lees are told apart only by an accent: QuickBooks takes both, and a
 * match by name finds two.
 */
export const SEEDED_CUSTOMERS: readonly SeededCustomer[] = [
  { name: 'Ana Ruiz', email: 'Ana.Ruiz@Example.com' },
  { name: 'Marcus Hale', email: null },
  { name: 'Ingrid Solberg', email: null },
  { name: 'Priya N.', email: 'priya.nair@example.org' },
  { name: 'Jordan Lee', email: null },
  { name: 'Jordán Lee', email: null },
  { name: 'Fern & Fable Gifts', email: 'buying@fernandfable.example' },
  { name: 'Lakeside General Store', email: 'office@lakesidegeneral.example' },
  { name: 'Walk-in Customer', email: null },
];

/** Vendors of the books; the first blocks the customer of the same name (error 6240). */
export const SEEDED_VENDORS: readonly string[] = ['Cascade Paper Supply', 'Northwest Parcel Co.', 'Clay & Kiln Works'];
