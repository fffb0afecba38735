import {
  amountOf,
  dateOf,
  investorsOf,
  type Landed,
  profilesOf,
} from './baseline-company-document.ts'
import type { Writer } from './baseline-writer.ts'

async function writeCompany(writer: Writer, { domain, rawId, document }: Landed): Promise<void> {
  const { location, financial, socials } = document
  const row = {
    id: rawId,
    domain,
    raw_id: rawId,
    companyenrich_id: document.id,
    name: document.name,
    type: document.type,
    website: document.website,
    revenue: document.revenue,
    employees: document.employees,
    industry: document.industry,
    description: document.description,
    seo_description: document.seo_description,
    logo_url: document.logo_url,
    industries: document.industries,
    categories: document.categories,
    keywords: document.keywords,
    technologies: document.technologies,
    naics_codes: document.naics_codes,
    founded_year: document.founded_year,
    page_rank: document.page_rank,
    address: location.address,
    phone: location.phone,
    postal_code: location.postal_code,
    city: location.city?.name,
    state: location.state?.name,
    state_code: location.state?.code,
    country: location.country?.name,
    country_code: location.country?.code,
    latitude: location.city?.latitude,
    longitude: location.city?.longitude,
    ...profilesOf(socials),
    linkedin_id: socials.linkedin_id,
    total_funding: financial.total_funding,
    funding_stage: financial.funding_stage,
    funding_date: financial.funding_date,
    stock_symbol: financial.stock_symbol,
    stock_exchange: financial.stock_exchange,
    companyenrich_updated_at: document.updated_at,
  }
  await writer.upsert('extracted.companyenrich_company', row, ['domain'])
}

async function writePlace(writer: Writer, { domain, document }: Landed): Promise<void> {
  const { address, phone, postal_code, city, state, country } = document.location
  const row = {
    domain,
    address,
    phone,
    postal_code,
    city: city?.name,
    city_id: city?.id,
    state: state?.name,
    state_code: state?.code,
    state_id: state?.id,
    country: country?.name,
    country_code: country?.code,
    latitude: city?.latitude,
    longitude: city?.longitude,
  }
  await writer.upsert('extracted.companyenrich_location', row, ['domain'])
}

async function writeRounds(writer: Writer, { domain, document }: Landed): Promise<void> {
  for (const round of document.financial.funding) {
    const funding_date = dateOf(round.date)
    const [amount_value, amount_currency] = amountOf(round.amount)
    await writer.upsert(
      'extracted.companyenrich_funding_rounds',
      {
        domain,
        funding_date,
        funding_type: round.type,
        ordinal: 1,
        amount: round.amount,
        amount_value,
        amount_currency,
        investors: round.from,
        url: round.url,
      },
      ['domain', 'funding_date', 'funding_type', 'ordinal']
    )
    for (const investor_name of investorsOf(round)) {
      await writer.upsert('extracted.companyenrich_investors', { domain, investor_name }, [
        'domain',
        'investor_name',
      ])
      await writer.upsert(
        'extracted.companyenrich_vc_investments',
        { domain, investor_name, funding_date, funding_type: round.type, amount: round.amount },
        ['domain', 'investor_name', 'funding_date', 'funding_type']
      )
    }
  }
}

/** The lists of the document: one upsert per element. */
async function writeLists(writer: Writer, { domain, document }: Landed): Promise<void> {
  const lists: [string, string, string[]][] = [
    ['keywords', 'keyword', document.keywords],
    ['technologies', 'technology', document.technologies],
    ['industries', 'industry', document.industries],
    ['categories', 'category', document.categories],
    ['naics_codes', 'naics_code', document.naics_codes],
  ]
  for (const [name, column, values] of lists) {
    for (const value of values) {
      const row = { domain, [column]: value }
      await writer.upsert(`extracted.companyenrich_${name}`, row, ['domain', column])
    }
  }
  for (const given of document.subsidiaries) {
    const { name, domain: subsidiary_domain } =
      typeof given === 'string' ? { name: given, domain: null } : given
    await writer.upsert(
      'extracted.companyenrich_subsidiaries',
      {
        domain,
        subsidiary_name: name,
        subsidiary_domain,
        subsidiary_data: typeof given === 'string' ? null : given,
      },
      ['domain', 'subsidiary_name']
    )
  }
}

/** The twelve extracted tables, element by element. */
export async function writeExtracted(writer: Writer, landed: Landed): Promise<void> {
  await writeCompany(writer, landed)
  await writePlace(writer, landed)
  const { domain, document } = landed
  const profiles = { ...profilesOf(document.socials), linkedin_id: document.socials.linkedin_id }
  await writer.upsert('extracted.companyenrich_socials', { domain, ...profiles }, ['domain'])
  await writeLists(writer, landed)
  await writeRounds(writer, landed)
}
