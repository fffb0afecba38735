import type postgres from 'postgres'
import { table } from '../table.ts'
import { vendor } from './customers.ts'
import { say } from './people.ts'
import { endOfJob, fieldsOf, type Get, type Post } from './requests.ts'
import type { StandIns } from './stand-ins.ts'

const similarPath = '/run/companies/companyenrich/similar-companies/batch'
const studyPath = '/run/companies/gemini/case-study-extraction/ingest'

/** Companies like those that are known, from CompanyEnrich. */
export async function findSimilar(post: Post, get: Get, sql: postgres.Sql): Promise<void> {
  say(`Companies like these two, from CompanyEnrich, by POST /functions/v1${similarPath}:`)
  const domains = [vendor.origin_company_domain, 'tiny.example']
  const answer = await post(similarPath, { domains, batch_name: 'demo' })
  console.log(table([fieldsOf(similarPath, answer, ['total_domains', 'job_id'])], 40))
  const { state, total, sent, failed } = await endOfJob(get, answer.body.job_id)
  say('Each is a call of its own, two a second at most; the job in the end:')
  console.log(table([{ state, total, sent, failed }]))
  if (state !== 'done') throw new Error('not every domain was asked about')
  say(
    'The best of what is known now (core.company_similar_companies_preview):',
    table(
      await sql`
        select s.input_domain, s.company_domain, s.company_name, round(s.similarity_score, 3) as score
        from core.company_similar_companies_preview as s
        order by s.similarity_score desc, s.company_domain limit 5`
    )
  )
}

/** A case study of which nobody has told us anything: it is fetched, and a model asked about it. */
export async function askAboutCaseStudy(post: Post, { study }: StandIns): Promise<void> {
  say(
    `A case study by its URL alone, to POST /functions/v1${studyPath}: we fetch it, Gemini reads:`
  )
  const answer = await post(studyPath, {
    ...vendor,
    case_study_url: study.url,
    company_customer_name: study.customer,
    workflow_slug: 'gemini-extract-case-study-details',
  })
  const fields = ['article_title', 'customer_domain', 'champion_count', 'input_tokens']
  const line = fieldsOf(studyPath, answer, [...fields, 'output_tokens', 'cost_usd'])
  console.log(table([line]))
  say(
    'What the page does not show was dropped from the answer:',
    table((answer.body.dropped ?? []) as Record<string, unknown>[], 60)
  )
}
