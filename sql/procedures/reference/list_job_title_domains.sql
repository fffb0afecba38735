-- Purpose: the words and phrases of job titles that say a function.
-- Input -> output: nothing -> code, terms: what a code means, see reference.list_job_title_terms.
-- Called by: reference.list_job_title_terms.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select g.terms from reference.list_job_title_domains() as g where g.code = '-Y4-';
create or replace function reference.list_job_title_domains()
returns table (code text, terms text)
language sql
immutable parallel safe
set search_path = ''
as $$
  values
    -- Executive Leadership; its roles are levels.
    ('-X2-', 'leadership, general management'),
    ('CX1-', 'chief, chief officer, cso'),
    -- Administrative.
    ('-A4-',
      'administration, office, admin, data entry, administratif, administrative services, back '
      'office, verwaltung, front desk, executive support, administrative, business support, '
      'administrative support, admin support'),
    ('NA6-',
      'receptionist, office administrator, administrative officer, office clerk, typist, '
      'rezeptionist, rezeptionistin, office professional'),
    ('MA6-', 'office manager, office mgr, officemanagerin, administrative manager'),
    ('NA2-', 'administrator, administrateur'),
    -- Business Development.
    ('-B5-',
      'business development, biz dev, bizdev, bd, bus dev, partnerships, partnership, strategic '
      'partnerships, alliances, strategic alliances, channel, channels, channel partnerships, '
      'corporate development, corp dev, partner development, strategic partner, developpement '
      'commercial, geschaftsentwicklung, alliance, partenariats, desarrollo de negocio, '
      'ecosystem, channel partner, technology partner, new business, business dev, partner '
      'program, partner programs'),
    ('NB6-', 'business developer, business development executive, bde'),
    ('CB7-',
      'chief business officer, cbo, chief business development officer, chief partnerships '
      'officer'),
    ('DB5-', 'director of development, development director'),
    -- Customer Success.
    ('-C5-',
      'customer success, client success, customer experience, cx, client services, client '
      'service, customer onboarding, onboarding, implementation, client relations, customer '
      'relations, customer success operations, client experience, customer engagement, client '
      'engagement, kundenerfolg, customer, client, clients, guest experience, renewals, '
      'customer success engineer, customer education, member success, guest relations, patient '
      'experience, partner success'),
    ('MC7-',
      'csm, customer success manager, client success manager, customer success mgr, tam, '
      'technical account manager'),
    ('CC7-',
      'chief experience officer, chief customer officer, chief customer success officer, chief '
      'client officer'),
    ('MC5-', 'engagement manager'),
    -- Design.
    ('-D5-',
      'design, ux, ui, user experience, creative, ux design, product design, graphic design, '
      'interior design, industrial design, visual design, interaction design, brand design, '
      'art, user interface, design systems, web design, design ops, diseno, ux research'),
    ('ND6-',
      'designer, ux researcher, user researcher, illustrator, graphiste, gestalter, grafiker, '
      'grafikerin, animator, graphic artist, art worker, artworker, disenador, disenadora, '
      'mediengestalter, 3d artist, motion graphics, motion designer, landscape architect, '
      'interior architect, landscape designer'),
    ('DD6-',
      'art director, creative director, design director, directeur artistique, directrice '
      'artistique'),
    -- Education.
    ('-E5-',
      'learning & development, l & d, training, learning, education, academic, academics, '
      'curriculum, teaching, academy, talent development, leadership development, formation, '
      'weiterbildung, ausbildung, school, university, student affairs, student success, '
      'faculty, instruction, instructional, scolaire, enseignement, admissions, enrollment, '
      'student services, personalentwicklung, educational'),
    ('NE6-',
      'teacher, professor, lecturer, tutor, trainer, instructor, educator, assistant professor, '
      'associate professor, adjunct professor, adjunct, instructional designer, learning '
      'designer, curriculum developer, librarian, lehrer, lehrerin, dozent, dozentin, '
      'professeur, enseignant, enseignante, formateur, formatrice, maestro, maestra, profesor, '
      'profesora, docente, docent, school counselor, postdoc, postdoctoral researcher, '
      'postdoctoral fellow, postdoctoral associate, researcher in residence, faculty member, '
      'substitute teacher, academic advisor, leerkracht, professora, visiting professor, '
      'trainerin, scholar, life coach, executive coach, career coach, teaching fellow'),
    ('HE6-',
      'head teacher, headteacher, headmaster, headmistress, provost, vice principal, assistant '
      'principal, deputy head teacher, school principal, department chair, dean, associate '
      'dean, assistant dean, vice dean, chancellor, vice chancellor, rector'),
    ('AE6-',
      'teaching assistant, research assistant, graduate assistant, graduate teaching assistant, '
      'graduate research assistant, teacher assistant, teachers aide, teacher aide, '
      'paraprofessional'),
    ('DE6-', 'athletic director, director of education'),
    ('NE4-', 'coach'),
    -- Finance.
    ('-F5-',
      'finance, financial, accounting, fp & a, treasury, tax, audit, controlling, payroll, '
      'procurement, purchasing, accounts payable, accounts receivable, billing, billings, '
      'credit, budget, financial planning, financial reporting, sourcing & procurement, '
      'strategic sourcing, category, buying, comptabilite, achats, achat, finanzen, finanz, '
      'einkauf, buchhaltung, rechnungswesen, steuern, pricing, accounts, collections, '
      'financier, financiere, finances, finanzas, contabilidad, compras, ap, ar, investor '
      'relations, revenue accounting, credit control, cost, audit & assurance, assurance, '
      'invoicing, finanza, inkoop, revenue recognition, fund accounting, commercial finance, '
      'banking, bank, lending, loan, mortgage, underwriting, kreditoren, financial services, '
      'transfer pricing, vendor, vendor management, tender'),
    ('CF7-',
      'cfo, chief financial officer, chief finance officer, daf, chief accounting officer, '
      'chief procurement officer, finanzvorstand, directeur administratif & financier, '
      'directrice administrative & financiere'),
    ('NF6-',
      'accountant, auditor, bookkeeper, treasurer, buyer, cpa, actuary, buchhalter, '
      'buchhalterin, bilanzbuchhalter, bilanzbuchhalterin, expert comptable, expert-comptable, '
      'acheteur, acheteuse, steuerberater, steuerberaterin, wirtschaftsprufer, '
      'wirtschaftspruferin, banker, teller, bank teller, loan officer, underwriter, einkaufer, '
      'einkauferin, contador, contadora, staff accountant, tax preparer, economist, contable, '
      'ragioniere, boekhouder, finance business partner, finance bp, fp & a partner, chartered '
      'accountant, quant, mortgage broker, credit officer, tax advisor, tax consultant, '
      'internal auditor, inkoper, procurement officer, comptable'),
    ('MF6-',
      'controller, comptroller, financial controller, finance controller, controleur de '
      'gestion, controleuse de gestion, purchasing manager, finance manager, financial manager, '
      'responsable achats, controllerin'),
    ('-F3-', 'claims'),
    ('-F2-', 'fintech, insurance, payments'),
    ('HF6-',
      'kaufmannischer leiter, kaufmannische leiterin, kaufmannische leitung, leiter finanzen'),
    -- Engineering.
    ('-G5-',
      'engineering, software, software engineering, software development, r & d, research & '
      'development, data science, data engineering, machine learning, ml, ai, artificial '
      'intelligence, devops, qa, quality assurance, frontend, front end, backend, back end, '
      'fullstack, full stack, mobile, ios, android, embedded, firmware, hardware, electrical, '
      'mechanical, robotics, analytics, data, data analytics, data & analytics, web '
      'development, platform engineering, site reliability, technical program, technical '
      'programs, product engineering, technologie, technik, entwicklung, softwareentwicklung, '
      'deep learning, nlp, computer vision, business intelligence, bi, developpement, research, '
      'engineering operations, application development, developer experience, developer '
      'relations, devrel, solutions engineering manager, cloud engineering, java, python, '
      'javascript, dotnet, react, forschung, recherche, ingenieria, test automation, data '
      'platform, blockchain, web3, game, games, architecture, bioinformatics, quantum, '
      'semiconductor, asic, fpga, simulation, desarrollo'),
    ('-G3-',
      'technology, tech, technical, technique, cloud, innovation, platform, science, '
      'scientific, web, automation, emerging technology, testing, systems, lab, labs, '
      'laboratory'),
    ('NG4-',
      'engineer, eng, engr, developer, dev, programmer, scientist, architect, entwickler, '
      'entwicklerin, ingenieur, ingenieurin, ingenieure, developpeur, developpeuse, ingeniero, '
      'ingeniera, desarrollador, desarrolladora, engenheiro, engenheira, desenvolvedor, '
      'desenvolvedora, ingegnere, sviluppatore, ontwikkelaar, programador, programadora, coder, '
      'hacker, tester, informaticien, programmierer, architekt, architektin, architecte, '
      'researcher, chercheur, chercheuse, forscher, wissenschaftler, wissenschaftlerin, '
      'wissenschaftlicher mitarbeiter, wissenschaftliche mitarbeiterin'),
    ('NG6-',
      'software engineer, software developer, data scientist, data engineer, ml engineer, '
      'machine learning engineer, swe, sde, sdet, sre, devops engineer, site reliability '
      'engineer, product engineer, design engineer, growth engineer, product design engineer, '
      'product development engineer, mechanical design engineer, data architect, software '
      'architect, statistician, mts, member of technical staff, technical staff, engineering '
      'fellow, technical fellow, research engineer, research scientist, web developer, qa '
      'engineer, analytics engineer, applied scientist, frontend developer, backend developer, '
      'fullstack developer, developer advocate, ux engineer, ui engineer, ui developer, ux '
      'developer, civil engineer, network software engineer, creative technologist, '
      'technologist, chemist, biologist, physicist, mathematician, geologist, ai engineer, '
      'software engineer in test, prompt engineer, platform engineer, cloud engineer, chef de '
      'projet technique, bi developer, fullstack engineer, full stack developer, full stack '
      'engineer, front end developer, front end engineer, back end developer, back end '
      'engineer, marketing engineer, revenue engineer, billing engineer, payments engineer, '
      'process engineer, quality engineer, industrial engineer, manufacturing engineer'),
    ('CG7-',
      'cto, chief technology officer, chief technical officer, chief data officer, chief '
      'analytics officer, chief ai officer, caio, chief scientific officer, chief science '
      'officer, chief scientist, chief engineering officer, cdo, chief innovation officer, '
      'chief architect, chief data scientist, directeur technique, directrice technique'),
    ('MG6-',
      'technical program manager, tpm, engineering manager, eng manager, technical project '
      'manager, engineering mgr, software development manager, entwicklungsleiter'),
    ('HG5-',
      'technischer leiter, technische leiterin, technischer leiterin, chief engineer'),
    ('SG6-', 'tech lead, technical lead, lead technique'),
    ('EG6-', 'data analyst, qa analyst, bi analyst, business intelligence analyst'),
    ('-G2-', 'biotechnology, saas, development'),
    -- Growth.
    ('-W5-',
      'growth, growth marketing, user acquisition, growth operations, growth strategy, product '
      'growth, growth product'),
    ('NW6-', 'growth hacker, growth marketer'),
    ('CW7-', 'cgo, chief growth officer'),
    -- Healthcare.
    ('-H5-',
      'clinical, medical, nursing, patient care, patient, clinical operations, pharmacy, '
      'medical affairs, dental, surgery, surgical, oncology, clinical research, mental health, '
      'behavioral health, public health, pharmacovigilance, home care, care, therapy, '
      'radiology, rehabilitation, anesthesia, pediatrics, physiotherapy, sante, pflege, '
      'emergency medicine, internal medicine, medicine, veterinary, hospice, physical therapy, '
      'respiratory, occupational therapy, cardiology, psychiatry'),
    ('-H2-',
      'healthcare, health care, health, hospital, pharma, pharmaceutical, biotech, life '
      'sciences, wellness, fitness'),
    ('NH6-',
      'nurse, registered nurse, rn, lpn, cna, physician, doctor, surgeon, dentist, pharmacist, '
      'therapist, physical therapist, occupational therapist, psychologist, psychotherapist, '
      'psychiatrist, physician assistant, nurse practitioner, paramedic, emt, veterinarian, '
      'midwife, caregiver, dietitian, nutritionist, optometrist, radiologist, cardiologist, '
      'anesthesiologist, pediatrician, oncologist, dermatologist, neurologist, orthodontist, '
      'chiropractor, physiotherapist, phlebotomist, sonographer, hygienist, dental hygienist, '
      'medical technologist, lab technician, laboratory technician, pharmacy technician, '
      'medical technician, radiologic technologist, social worker, medecin, infirmier, '
      'infirmiere, pharmacien, pharmacienne, kinesitherapeute, arzt, arztin, krankenpfleger, '
      'krankenschwester, apotheker, apothekerin, pfleger, pflegerin, pflegefachkraft, zahnarzt, '
      'zahnarztin, medico, medica, enfermero, enfermera, psicologo, psicologa, psychologue, '
      'physiotherapeut, physiotherapeutin, oberarzt, oberarztin, resident physician, medical '
      'resident, chief resident, clinician, home health aide, nurse assistant, certified '
      'nursing assistant, speech language pathologist, speech pathologist, pathologist, massage '
      'therapist, personal trainer, counselor, hospitalist, audiologist, acupuncturist, staff '
      'nurse, behavior analyst, hospital pharmacist, clinical psychologist, medical doctor, '
      'medical science liaison, msl'),
    ('CH7-',
      'chief medical officer, chief nursing officer, cno, chief clinical officer, chief health '
      'officer, chief nursing executive, chefarzt, chefarztin'),
    ('AH6-',
      'medical assistant, dental assistant, nursing assistant, veterinary assistant, clinical '
      'assistant'),
    ('HH6-', 'head nurse, charge nurse'),
    -- Human Resources.
    ('-P5-',
      'human resources, human resource, hr, people, people operations, people ops, people & '
      'culture, talent, talent management, compensation, benefits, total rewards, rewards, '
      'hris, employee experience, employee relations, employee engagement, organizational '
      'development, organisational development, human capital, dei, diversity, diversity & '
      'inclusion, d & i, diversity equity & inclusion, labor relations, ressources humaines, '
      'rh, personal, personalwesen, recursos humanos, risorse umane, culture, workforce '
      'planning, compensation & benefits, comp & ben, people analytics, hr operations, people '
      'experience, people team, rrhh, personalabteilung, hr technology, workforce, industrial '
      'relations, organizational effectiveness, hr services, personnel, employer branding'),
    ('NP6-',
      'hrbp, hr business partner, human resources business partner, human resource business '
      'partner, people business partner, hr partner, hr generalist, people generalist, '
      'personalreferent, personalreferentin, hr advisor, hr consultant, hr officer, personaler, '
      'personalerin, people partner'),
    ('CP7-',
      'chro, chief human resources officer, chief people officer, chief human resource officer, '
      'chief talent officer, chief people & culture officer, chief diversity officer, drh, '
      'personalvorstand'),
    ('MP6-', 'hr manager, people operations manager'),
    ('EP6-', 'hr analyst, hr specialist'),
    -- Information Technology (IT).
    ('-I5-',
      'it, i t, information technology, information systems, help desk, helpdesk, service desk, '
      'desktop support, it support, network, networking, infrastructure, systems '
      'administration, it operations, data center, enterprise applications, business systems, '
      'enterprise systems, business applications, cloud operations, it infrastructure, it '
      'service, itsm, edv, informatique, informatica, informatik, cloud infrastructure, '
      'enterprise architecture, end user computing, telecom, telecommunications, systems '
      'engineering, tecnologia, sistemas, it project, it projects, it program, systems '
      'integration, mis, active directory, digital workplace, end user services'),
    ('NI6-',
      'system administrator, systems administrator, sysadmin, network administrator, network '
      'engineer, network architect, systems engineer, system engineer, it administrator, dba, '
      'database administrator, systemadministrator, administrateur systeme, it technician, help '
      'desk technician, desktop technician, computer technician, salesforce administrator, '
      'fachinformatiker, fachinformatikerin, systems architect, enterprise architect, '
      'infrastructure engineer, it engineer, it consultant, administrateur reseau, salesforce '
      'admin, sap consultant, it generalist, it professional, database engineer, webmaster, it '
      'support engineer, support technician, desktop support engineer'),
    ('CI7-',
      'cio, chief information officer, chief digital officer, chief digital & information '
      'officer, dsi'),
    ('MI6-', 'it manager, it project manager, it program manager'),
    ('EI6-', 'systems analyst, system analyst'),
    ('-I3-',
      'salesforce, sap, erp, servicenow, workday, oracle, dynamics, sharepoint, database, '
      'netsuite, microsoft 365, vmware'),
    ('-I4-', 'digital transformation, transformation digitale'),
    -- Investment & Advisory.
    ('-V5-',
      'investment, investments, investing, investment banking, private equity, venture capital, '
      'venture, ventures, vc, pe, wealth management, wealth, asset management, portfolio '
      'management, investment management, capital markets, equity research, mergers & '
      'acquisitions, m & a, fund, hedge fund, corporate finance, portfolio, growth equity, '
      'advisory, investissement, transaction advisory, transaction services, family office, '
      'equities, fixed income, real assets, deal, private banking, private wealth, trading, '
      'investment strategy, beteiligungsmanagement, deal advisory, board, investor services, '
      'institutional investor'),
    ('-V3-', 'consulting, management consulting, strategy consulting'),
    ('NV5s',
      'board of directors, advisory board member, angel investor, board advisor, board '
      'observer, board trustee, trustee, angel, startup advisor, aufsichtsrat, beirat, business '
      'angel, member of advisory board, startup mentor, strategic advisor, lp, advisory board, '
      'conseiller strategique, committee member, member of the advisory board, aufsichtsratin, '
      'investor'),
    ('NV6-',
      'financial advisor, financial adviser, wealth advisor, investment advisor, investment '
      'banker, financial planner, trader, venture capitalist, private banker, wealth management '
      'advisor, financial consultant, conseiller financier, investment professional, '
      'entrepreneur in residence, eir, venture scout, vermogensberater, finanzberater, stock '
      'broker, stockbroker, anlageberater'),
    ('NV4-',
      'unternehmensberater, unternehmensberaterin, management consultant, strategy consultant, '
      'business consultant, unternehmensberatung'),
    ('DV6-',
      'non executive director, non exec director, ned, independent director, independent board '
      'director, nonexecutive director, non executive board member'),
    ('MV6-',
      'portfolio manager, fund manager, wealth manager, investment manager, asset manager'),
    ('CV7-',
      'chief investment officer, chairman of the board, chairperson of the board, board chair, '
      'board chairman, chair of the board, chairwoman of the board, non executive chairman, non '
      'executive chair'),
    ('EV6-', 'investment associate, investment analyst'),
    ('FV4-', 'independent consultant, freelance consultant, independent advisor'),
    ('CV6s',
      'board member, board director, member of the board, member board of directors, member of '
      'the board of directors'),
    ('NV2-',
      'consultant, berater, beraterin, conseiller, conseillere, consulente, consultor, '
      'consultora, consultante, adviseur'),
    ('NV2s', 'advisor, adviser, mentor'),
    -- Legal and Compliance.
    ('-L5-',
      'legal, law, legal operations, legal affairs, contracts, contract, intellectual property, '
      'patent, litigation, privacy, data privacy, data protection, regulatory, regulatory '
      'affairs, compliance, ethics, ethics & compliance, corporate governance, juridique, '
      'recht, rechtsabteilung, affaires reglementaires, governance, immigration, conformite, '
      'cumplimiento'),
    ('NL6-',
      'lawyer, attorney, counsel, paralegal, solicitor, barrister, notary, judge, rechtsanwalt, '
      'rechtsanwaltin, anwalt, anwaltin, jurist, juristin, avocat, avocate, juriste, notaire, '
      'notar, abogado, abogada, advogado, advogada, avvocato, advocaat, corporate counsel, '
      'patent attorney, attorney at law, law clerk, company secretary, corporate secretary, '
      'compliance officer, data protection officer, dpo, syndikusrechtsanwalt, contract '
      'administrator, mediator, public defender, prosecutor, legal advisor, legal officer, in '
      'house counsel, staff attorney, magistrate, conseiller juridique, justiziar, legal '
      'consultant, legal executive, legal counsel, senior counsel'),
    ('SL6-',
      'deputy general counsel, associate general counsel, assistant general counsel'),
    ('CL7-',
      'general counsel, gc, chief legal officer, clo, chief compliance officer, chief privacy '
      'officer, chief legal counsel'),
    ('AL6-', 'legal assistant, legal secretary'),
    ('PL5-', 'law partner'),
    ('EL6-', 'contract specialist, legal specialist'),
    -- Marketing.
    ('-M5-',
      'marketing, mktg, brand, branding, demand generation, demand gen, content, content '
      'marketing, product marketing, digital marketing, advertising, events, event, seo, sem, '
      'ppc, social media, email marketing, field marketing, performance marketing, marketing '
      'operations, marketing ops, marketing communications, marcom, marcomms, marketing & '
      'communications, ecommerce marketing, community, paid media, paid social, paid search, '
      'lifecycle, crm marketing, go to market, gtm, affiliate, influencer, media, media buying, '
      'customer marketing, partner marketing, campaign, campaigns, copy, editorial, lead '
      'generation, trade marketing, marketing analytics, marketing automation, '
      'markenkommunikation, category marketing, market research, consumer insights, customer '
      'insights, insights, brand & communications, retention, marktforschung, media planning, '
      'social, mercadeo, channel marketing, product marketing & growth, onlinemarketing, online '
      'marketing, publicite, marketing strategy, growth & marketing, merchandising, demand, '
      'market, abm, account based marketing'),
    ('-M3-', 'digital, e commerce, ecommerce, online, publishing, crm, hubspot, marketo'),
    ('NM6-',
      'marketer, copywriter, content writer, content creator, content strategist, brand '
      'strategist, product marketer, technical writer, content marketer, pmm, media planner, '
      'media buyer, ux writer, redacteur, redactrice, marketing executive, redakteur, '
      'redakteurin, brand ambassador, blogger, event planner, digital strategist, social media '
      'strategist, digital marketer, digital marketing executive, seo executive, content '
      'developer, market researcher'),
    ('NM4-', 'writer, editor, strategist'),
    ('MM6-',
      'product marketing manager, community manager, content manager, brand manager, chef de '
      'produit marketing, chef de marque, social media manager, campaign manager, marketing '
      'manager, responsable marketing, category marketing manager, event manager, events '
      'manager'),
    ('CM7-',
      'cmo, chief marketing officer, chief brand officer, chief content officer, chief creative '
      'officer, chief marketing & growth officer'),
    ('EM6-', 'seo specialist'),
    ('DM5-', 'dircom'),
    ('HM6-',
      'editor in chief, chief editor, chefredakteur, redacteur en chef, chefredakteurin'),
    ('NM3-', 'merchandiser, visual merchandiser, proofreader, copy editor'),
    -- Operations.
    ('-O4-',
      'operations, ops, operation, business operations, bizops, biz ops, project, projects, '
      'project management, program, programs, program management, pmo, supply chain, logistics, '
      'manufacturing, production, facilities, warehouse, distribution, fulfillment, transport, '
      'transportation, fleet, strategy, strategic, strategy & operations, strategic planning, '
      'transformation, business transformation, process improvement, continuous improvement, '
      'lean, quality, quality control, quality management, construction, real estate, property, '
      'planning, inventory, maintenance, plant, exploitation, betrieb, produktion, logistik, '
      'logistique, qualite, qualitat, lieferkette, strategie, change management, delivery, '
      'service delivery, operational excellence, shipping, materials, operacoes, operaciones, '
      'logistica, business excellence, import export, import, export, workplace, '
      'sustainability, esg, store operations, field operations, hospitality, agile, scrum, '
      'materialwirtschaft, disposition, business process, demand planning, supply planning, '
      'supply, operational, operationnel, global operations, strategic initiatives, special '
      'projects, chantier, site, produktionsplanung, industrial, projekte, housekeeping, '
      'restaurant, food & beverage, grants, grant, process, strategic programs'),
    ('CO7-',
      'coo, chief operating officer, chief operations officer, chief strategy officer, chief '
      'administrative officer, cao, chief supply chain officer, chief transformation officer, '
      'chief sustainability officer, chief project officer, chief quality officer, chief '
      'business operations officer, chief delivery officer'),
    ('DO5-',
      'chief of staff, chief of staff & operations, project director, program director, '
      'programme director, director of operations'),
    ('NO6-',
      'scrum master, agile coach, dispatcher, truck driver, driver, planner, demand planner, '
      'supply planner, project controller, project planner, logistician, production planner, '
      'business process owner, process owner, estimator, quantity surveyor, warehouse worker, '
      'machine operator, forklift operator, logistiker, disponent, lagerist, project officer, '
      'program officer, programme officer, delivery driver, courier, order picker, conducteur, '
      'material handler, berufskraftfahrer, fahrer, project consultant, production worker, '
      'assembler, packer, stocker, custodian, janitor, groundskeeper, general contractor, '
      'building contractor, electrical contractor, contracts engineer, real estate developer, '
      'property developer, land developer'),
    ('NO3-',
      'technician, operator, inspector, technicien, technicienne, techniker, technikerin, '
      'tecnico, tecnica, mechanic'),
    ('MO6-',
      'operations manager, ops manager, supply chain manager, warehouse supervisor, production '
      'supervisor'),
    ('EO6-', 'warehouse associate, project coordinator, logistics coordinator'),
    ('MO3-', 'foreman, superintendent, foreperson'),
    ('MO4-',
      'plant manager, store manager, branch manager, warehouse manager, restaurant manager, '
      'hotel manager, site manager, facility manager, facilities manager, fleet manager, shop '
      'manager, filialleiter, filialleiterin, marktleiter, projektleiter, projektleiterin, '
      'project lead, program lead, project manager, programme manager, program manager, '
      'delivery manager, chef de projet, cheffe de projet, chef de projets, project leader, '
      'projektmanager, projektmanagerin, jefe de proyecto, bauleiter, bauleiterin, conducteur '
      'de travaux, construction manager, production manager, property manager, case manager, '
      'change manager, practice manager'),
    ('EO4-', 'business analyst'),
    -- Product.
    ('-U5-',
      'product, products, product management, product development, product strategy, product '
      'ops, product operations, product owner management, produit, produits, produkt, producto, '
      'produktmanagement, product innovation'),
    ('NU6-',
      'technical product owner, business product owner, product expert, proxy product owner, '
      'product owner'),
    ('MU7-',
      'product manager, pm, product mgr, technical product manager, group product manager, gpm, '
      'chef de produit, cheffe de produit, produktmanager, produktmanagerin, digital product '
      'manager, jefe de producto, data product manager, ai product manager, growth product '
      'manager'),
    ('CU7-',
      'cpo, chief product officer, chief product & technology officer, cpto, chief product & '
      'marketing officer'),
    ('EU6-', 'product specialist, product analyst'),
    -- Public Relations.
    ('-R5-',
      'public relations, pr, communications, communication, comms, corporate communications, '
      'media relations, public affairs, external affairs, government relations, government '
      'affairs, internal communications, press, kommunikation, unternehmenskommunikation, '
      'offentlichkeitsarbeit, relations presse, relations publiques, external communications, '
      'external relations, corporate affairs, policy, public policy, presse, comunicacion, '
      'comunicacao, comunicazione, community relations, communicatie, media & communications, '
      'strategic communications'),
    ('NR6-',
      'publicist, spokesperson, press officer, pressesprecher, pressesprecherin, press '
      'secretary, attache de presse, attachee de presse, lobbyist, porte parole'),
    ('CR7-',
      'chief communications officer, chief communication officer, chief public affairs officer'),
    -- Recruiting.
    ('-T6-',
      'recruiting, recruitment, talent acquisition, sourcing, staffing, talent sourcing, '
      'executive search, recrutement, campus recruiting, university recruiting, hiring, '
      'technical recruiting, recruiting operations, talent acquisition operations, '
      'reclutamiento, personalbeschaffung, ta'),
    ('NT7-',
      'recruiter, sourcer, headhunter, talent acquisition partner, talent partner, recruitment '
      'consultant, chasseur de tetes, charge de recrutement, chargee de recrutement, talent '
      'acquisition business partner, talent scout, recruiterin, personalberater, '
      'personalberaterin, recruiting partner, recruitment partner, recruitment officer, '
      'sourcing recruiter, reclutador, executive search consultant'),
    ('ET6-', 'internship coordinator, intern coordinator'),
    -- Revenue Operations.
    ('-Y6-',
      'revenue operations, revops, rev ops, revenue ops, sales operations, sales ops, gtm '
      'operations, gtm ops, go to market operations, sales enablement, revenue enablement, '
      'commercial operations, gtm strategy & operations, gtm enablement, gtm strategy, sales '
      'strategy & operations, deal desk, sales strategy, sales planning, sales compensation, '
      'revenue strategy, revenue strategy & operations, gtm systems, sales systems, go to '
      'market strategy, revenue analytics, sales analytics, field enablement'),
    ('NY7-', 'gtm engineer'),
    ('-Y4-', 'revenue, enablement'),
    -- Sales.
    ('-S5-',
      'sales, sale, account management, inside sales, outside sales, enterprise sales, field '
      'sales, retail sales, commercial, commerciale, commerciaux, vertrieb, verkauf, ventes, '
      'vente, sales development, key account, key accounts, strategic accounts, global '
      'accounts, business development & sales, sales & business development, sales & marketing, '
      'vertriebs, vendite, ventas, vendas, verkoop, comercial, territory, account, '
      'aussendienst, innendienst, telesales, franchise, partner sales, channel sales, software '
      'sales, medical sales, export sales, grands comptes, region sales, pharmaceutical sales, '
      'insurance sales, real estate sales, pre owned sales'),
    ('NS7-',
      'account executive, ae, sdr, bdr, sales development representative, business development '
      'representative, sales representative, sales rep, sales executive, salesperson, salesman, '
      'saleswoman, salesmen, sales agent, sales person, sales professional, sales consultant, '
      'sales advisor, medical representative, pharmaceutical representative, account rep, '
      'account representative, isr, key account executive, ingenieur commercial, ingenieure '
      'commerciale, ingenieur d''affaires, attache commercial, attachee commerciale, technico '
      'commercial, technico commerciale, vertriebsmitarbeiter, vertriebsmitarbeiterin, '
      'vertriebler, aussendienstmitarbeiter, verkaufer, verkauferin, vendeur, vendeuse, '
      'conseiller de vente, conseillere de vente, conseiller commercial, conseillere '
      'commerciale, vendedor, vendedora, realtor, real estate agent, real estate broker, estate '
      'agent, insurance agent, insurance broker, insurance advisor, account partner, territory '
      'representative, sales development rep, business development rep, mdr, adr, telemarketer, '
      'leasing agent, leasing consultant, makler, maklerin, immobilienmakler, '
      'immobilienmaklerin, agent immobilier, agent commercial, travel agent, sales trainer rep, '
      'enterprise account executive, licensed insurance agent, immobilienberater, auctioneer, '
      'dealer, broker, verkaufsberater, verkaufsberaterin, client partner, account exec, acct '
      'executive, acct exec, sales exec, client executive, key acct executive'),
    ('ES7-', 'sales associate, retail associate, retail sales associate'),
    ('MS7-',
      'account manager, key account manager, kam, account mgr, account supervisor, territory '
      'manager, key account managerin, national account manager, regional sales manager, sales '
      'manager, area sales manager, acct manager'),
    ('DS7-',
      'account director, sales director, directeur commercial, directrice commerciale, director '
      'comercial, directora comercial, diretor comercial, direttore commerciale'),
    ('CS7-',
      'cro, chief revenue officer, chief sales officer, chief commercial officer, cco'),
    ('NS4-', 'distributor, independent distributor'),
    ('ES4-', 'cashier'),
    ('-S2-', 'store, retail'),
    ('MS3-', 'relationship manager'),
    -- Sales Engineering.
    ('-Z6-',
      'sales engineering, pre sales, presales, solutions engineering, solution engineering, '
      'solutions consulting, solution consulting, solutions architecture, solution '
      'architecture, technical sales, sales solutions, value engineering'),
    ('NZ7-',
      'sales engineer, solutions engineer, solution engineer, solutions consultant, solution '
      'consultant, solutions architect, solution architect, presales consultant, presales '
      'engineer, pre sales engineer, pre sales consultant, se, technical sales engineer, '
      'vertriebsingenieur, vertriebsingenieurin, avant vente, ingenieur avant vente, consultant '
      'avant vente, sales architect, value engineer, customer engineer'),
    ('EZ7-', 'solution specialist, solutions specialist'),
    -- Security, Risk, & Compliance.
    ('-K5-',
      'security, information security, infosec, cyber security, cybersecurity, cyber, it '
      'security, risk, risk management, risk & compliance, grc, governance risk & compliance, '
      'fraud, aml, kyc, anti money laundering, financial crime, security & compliance, '
      'application security, appsec, product security, network security, cloud security, '
      'business continuity, threat intelligence, trust & safety, health & safety, ehs, hse, '
      'environmental health & safety, health safety & environment, safety, qhse, securite, '
      'sicherheit, informationssicherheit, arbeitssicherheit, credit risk, operational risk, '
      'market risk, enterprise risk, risques, incident response, security operations, it risk, '
      'loss prevention, devsecops, penetration testing, physical security, enterprise risk '
      'management, seguridad, vulnerability, identity & access management, iam, hsse, '
      'ciberseguridad, crisis management'),
    ('NK7-',
      'security engineer, security architect, penetration tester, pentester, security '
      'researcher, security consultant, security guard, security officer, safety officer, '
      'compliance & risk officer, ethical hacker, information security officer, risk officer, '
      'safety engineer'),
    ('CK7-',
      'ciso, chief information security officer, chief security officer, chief risk officer, '
      'chief risk & compliance officer, rssi, chief trust officer'),
    ('EK7-',
      'security analyst, risk analyst, fraud analyst, cyber security analyst, soc analyst, '
      'security specialist, information security analyst, information security specialist'),
    -- Support.
    ('-N5-',
      'support, customer support, customer service, technical support, tech support, client '
      'support, customer care, call center, contact center, call centre, contact centre, '
      'product support, kundenservice, kundendienst, service client, relation client, '
      'kundenbetreuung, support engineering, after sales, apres vente, aftersales, sav, '
      'customer service & support, atencion al cliente, user support, application support, '
      'klantenservice, customer operations, servicio al cliente, support operations, field '
      'service, guest services, member services'),
    ('NN6-',
      'support engineer, technical support engineer, customer service representative, customer '
      'service rep, csr, customer support representative, call center agent, call center '
      'representative, customer service agent, support agent, customer care representative, '
      'kundenberater, kundenberaterin, service technician, servicetechniker, '
      'servicetechnikerin, kundenbetreuer, kundenbetreuerin, teleconseiller, teleconseillere, '
      'customer service officer, field service engineer, service engineer, service advisor, '
      'customer service executive, customer support executive, support representative'),
    -- Miscellaneous.
    ('NQ6-',
      'chef, cook, sous chef, line cook, baker, pilot, first officer, flight attendant, cabin '
      'crew, captain, artist, musician, actor, actress, singer, dancer, composer, producer, dj, '
      'filmmaker, videographer, cinematographer, journalist, reporter, firefighter, police '
      'officer, soldier, pastor, priest, minister, rabbi, imam, farmer, gardener, florist, '
      'hairdresser, hairstylist, barber, beautician, makeup artist, esthetician, cosmetologist, '
      'electrician, plumber, carpenter, welder, machinist, painter, bartender, waiter, '
      'waitress, server, barista, butcher, tailor, seamstress, model, athlete, footballer, '
      'cleaner, housekeeper, nanny, babysitter, childcare provider, au pair, volunteer, '
      'interpreter, translator, historian, archaeologist, politician, senator, diplomat, '
      'detective, landscaper, roofer, stylist, jeweler, sculptor, surveyor, fisherman, sailor, '
      'marine, army officer, military officer, police sergeant, correctional officer, deputy '
      'sheriff, sheriff, lifeguard, usher, handyman, taxi driver, uber driver, bus driver, '
      'traducteur, traductrice, cuisinier, cuisiniere, koch, kochin, journaliste, journalistin, '
      'ubersetzer, ubersetzerin, erzieher, erzieherin, elektriker, tischler, schreiner, backer, '
      'friseur, friseurin, astronaut, astronomer, tour guide, host, hostess, concierge, '
      'chauffeur, crew member, missionary, chaplain, curator, conductor, drummer, guitarist, '
      'pianist, poet, novelist, screenwriter, playwright, coiffeur, coiffeuse, serveur, '
      'serveuse, boulanger, plombier, electricien, cocinero, cocinera, camarero, periodista, '
      'giornalista, councillor, councilman, councilwoman, commissioner, legislator, member of '
      'parliament, tattoo artist, voice actor, voice over artist, executive producer, music '
      'producer, film producer, tv producer, gamer, chef de cuisine, chef de partie, flight '
      'instructor, stay at home mom, homemaker, housewife, photographer, photojournalist, '
      'retoucher, stay at home, stay at home parent'),
    ('NQ3s',
      'speaker, keynote speaker, public speaker, author, podcaster, podcast host, youtuber, '
      'bestselling author, best selling author, veteran, tedx speaker, ted speaker, digital '
      'nomad, activist, philanthropist'),
    ('HQ6-',
      'head chef, executive chef, chef executif, chief of police, fire chief, police chief'),
    ('DQ6-',
      'film director, music director, funeral director, casting director, tv director, director '
      'of photography')
$$;

comment on function reference.list_job_title_domains() is
  'Words and phrases of job titles for functions, by meaning. Units: none. Nulls: never. '
  'Errors: none.';

revoke all on function reference.list_job_title_domains() from public;
