import { z } from 'zod'
import { type Endpoint, optionalText, requiredText } from '../endpoint.ts'
import { champion, coreWrites, landed, sample, usage, vendor } from './case-study-fields.ts'
import { asked, callErrors } from './gemini-fields.ts'
import { count, given, ingestErrors, known } from './parts.ts'

const amount = (description: string) => z.number().nullish().meta({ description })

const person = { full_name: 'Zelda Quux', job_title: 'VP Testing', company_name: 'Fabrikam' }

/** What models read in case studies (pipeline 1): sent to us, or asked by us. */
export const extraction: Endpoint = {
  method: 'POST',
  path: '/run/companies/gemini/case-study-extraction/ingest',
  aliases: ['/ingest_case_study_extraction'],
  scope: 'ingest',
  sqlFunction: 'ingest_case_study_extraction',
  routingKey: 'origin_company_domain',
  calls: true,
  summary: 'Lands what a model read in a case study; without an answer, asks Gemini for one.',
  description:
    'Takes an answer that is there already, under extraction. Without one the page is fetched (by ' +
    'us, public addresses only) and given to Gemini; people whom the page does not name and a ' +
    'domain that it does not show are dropped and listed in dropped. The whole document is kept in ' +
    'raw, in extracted the newest value of each field and the people of the newest document, in ' +
    'core the people and the domain of the customer. Values of a wrong type become null, a ' +
    'confidence of another word low, and a domain that is a shared host or the vendor itself null, ' +
    'with warnings. An answer that cannot be used (blocked, cut off, not JSON) is quarantined with ' +
    'its text: 202, raw_response. A page that cannot be read is a 422. With success false (error ' +
    'and response_text say why) the request is only kept. An unknown workflow_slug is quarantined ' +
    '(202), and a 404 where Gemini would have to be asked.',
  request: z
    .looseObject({
      case_study_url: requiredText('The case study: an http(s) URL.', sample.url),
      ...vendor,
      company_customer_name: optionalText(
        'Name of the customer; customer_company_name is taken, too. One of them is required.',
        'Fabrikam'
      ),
      workflow_slug: requiredText(
        'Workflow, of reference.enrichment_workflow_registry.',
        'gemini-extract-case-study-details'
      ),
      extraction: given(
        'The answer of the model, an object or a text of one: article_title, ' +
          'customer_company_domain, champions (full_name, job_title, company_name), confidence, ' +
          'reasoning. Left out: Gemini is asked.'
      ),
      model: given('The model that answered.'),
      ...usage,
      total_tokens: given('Their sum.'),
    })
    .superRefine((request, context) => {
      const names = [request.company_customer_name, request.customer_company_name]
      if (names.some((name) => typeof name === 'string' && /\S/.test(name))) return
      context.addIssue({ code: 'custom', path: ['company_customer_name'], message: 'is required' })
    }),
  response: z.looseObject({
    ...landed,
    case_study_id: z.guid().optional().meta({ description: 'Id in extracted.case_study_details.' }),
    company_customer_name: known('Name of the customer.'),
    champion_count: count('People in the document.'),
    champions: z
      .array(champion)
      .optional()
      .meta({ description: 'The people in the document, each once.' }),
    customer_domain_found: z.boolean().optional().meta({ description: 'Whether it has a domain.' }),
    customer_domain: known('Domain of the customer, normalised.'),
    article_title: known('Title of the page.'),
    confidence: known('high, medium or low.'),
    input_tokens: amount('As sent, or as asked.'),
    output_tokens: amount('As sent, or as answered, thinking included.'),
    total_tokens: amount('As sent, else their sum.'),
    cost_usd: amount('As sent, or by the price of the model.'),
    ...asked,
  }),
  jsonFields: ['extraction'],
  writes: [
    { table: 'raw.gemini_case_study_payloads', rule: 'one row per request, never changed' },
    { table: 'extracted.case_study_details', rule: 'one row per URL; newest wins, null never' },
    { table: 'extracted.case_study_champions', rule: 'mirrors the newest document of the URL' },
    ...coreWrites,
  ],
  errors: [...ingestErrors, ...callErrors, 'WH505', 'WH731', 'WH732', 'WH733'],
  sample: {
    request: {
      case_study_url: sample.url,
      origin_company_domain: sample.origin,
      origin_company_name: 'Northwind',
      company_customer_name: 'Fabrikam',
      workflow_slug: 'gemini-extract-case-study-details',
      extraction: {
        article_title: 'How Fabrikam counts boxes',
        customer_company_domain: 'fabrikam.example',
        champions: [person],
        confidence: 'high',
        reasoning: 'The page links to fabrikam.example.',
      },
      input_tokens: 1250,
      output_tokens: 85,
      cost_usd: 0.00088,
    },
    response: {
      success: true,
      raw_id: sample.rawId,
      extracted: true,
      case_study_id: sample.caseStudyId,
      case_study_url: sample.url,
      origin_company_name: 'Northwind',
      origin_company_domain: sample.origin,
      company_customer_name: 'Fabrikam',
      champion_count: 1,
      champions: [person],
      customer_domain_found: true,
      customer_domain: 'fabrikam.example',
      article_title: 'How Fabrikam counts boxes',
      confidence: 'high',
      input_tokens: 1250,
      output_tokens: 85,
      total_tokens: 1335,
      cost_usd: 0.00088,
      unchanged: false,
      written: { 'extracted.case_study_details': 1, 'core.case_study_champions': 1 },
      warnings: [],
    },
  },
}
