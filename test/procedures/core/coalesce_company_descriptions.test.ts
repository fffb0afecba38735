import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

describe('core.company_descriptions', () => {
  const description = (domain: string) =>
    house.row(`select description, tagline, source from core.company_descriptions
      where domain = '${domain}'`)

  it('take each column from the newest document that has it', async () => {
    await house.land(
      'newest.example',
      { description: 'old words', seo_description: 'old line' },
      { description: 'new words' },
      { seo_description: 'N/A' }
    )
    expect(await description('newest.example')).toEqual({
      description: 'new words',
      tagline: 'old line',
      source: 'companyenrich',
    })
  })

  it('fill from a late document only what no newer one gives', async () => {
    await house.land(
      'late.example',
      { description: 'new words', updated_at: '2025-02-01' },
      { description: 'old words', seo_description: 'old line', updated_at: '2025-01-01' }
    )
    expect(await description('late.example')).toMatchObject({
      description: 'new words',
      tagline: 'old line',
    })
  })

  it('have no row without either', async () => {
    await house.land('none.example', { description: ' ', seo_description: null })
    expect(await description('none.example')).toBeUndefined()
  })

  it('keep line breaks and SQL as they came', async () => {
    const text = `One\nTwo'; drop table core.companies; -- $1 $$ \\ %s {}`
    await house.land('verbatim.example', { description: text })
    expect(await description('verbatim.example')).toMatchObject({ description: text })
  })
})

describe('core.company_social_urls', () => {
  const socials = (domain: string) =>
    house.row(`select linkedin_url, twitter_url, facebook_url, github_url, youtube_url,
      instagram_url, crunchbase_url, g2_url, angellist_url
      from core.company_social_urls where domain = '${domain}'`)

  const all = {
    linkedin_url: 'http://linkedin.com/company/All/',
    twitter_url: 'https://twitter.com/all',
    facebook_url: 'https://www.facebook.com/all',
    github_url: 'https://github.com/all',
    youtube_url: 'https://www.youtube.com/@all',
    instagram_url: 'https://www.instagram.com/all',
    crunchbase_url: 'https://www.crunchbase.com/organization/all',
    g2_url: 'https://www.g2.com/products/all',
    angellist_url: 'https://angel.co/company/all',
  }

  it('take each column from the newest document that has it, null never replaces', async () => {
    await house.land(
      'newest.example',
      { socials: all },
      { socials: { twitter_url: 'https://x.com/new', github_url: null, g2_url: '' } },
      { socials: {} },
      {}
    )
    expect(await socials('newest.example')).toEqual({
      ...all,
      linkedin_url: 'https://www.linkedin.com/company/all',
      twitter_url: 'https://x.com/new',
    })
  })

  it('have no row when there is no profile', async () => {
    await house.land('none.example', { socials: { linkedin_id: '7', twitter_url: ' ' } })
    expect(await socials('none.example')).toBeUndefined()
  })
})
