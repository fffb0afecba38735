-- Purpose: the words of job titles that say a level and seldom a function, and those
--   that say neither.
-- Input -> output: nothing -> code, terms: what a code means, see reference.list_job_title_terms.
-- Called by: reference.list_job_title_terms.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select g.terms from reference.list_job_title_roles() as g where g.code = 'T---';
create or replace function reference.list_job_title_roles()
returns table (code text, terms text)
language sql
immutable parallel safe
set search_path = ''
as $$
  values
    -- Levels without a function.
    ('CX7-',
      'ceo, chief executive officer, chief executive, co ceo, group ceo, cxo, founder ceo, pdg, '
      'president directeur general, presidente directrice generale, directeur general, '
      'directrice generale, dg, director general, directora general, diretor geral, diretora '
      'geral, amministratore delegato, amministratrice delegata, administrateur delegue, '
      'geschaftsfuhrer, geschaftsfuhrerin, geschaeftsfuhrer, geschaeftsfuehrer, '
      'geschaeftsfuehrerin, geschaftsfuhrender gesellschafter, geschaftsfuhrung, '
      'geschaftsleitung, geschaftsleiter, geschaftsleiterin, vorstandsvorsitzender, '
      'vorstandsvorsitzende, algemeen directeur, consejero delegado, secretary general, general '
      'secretary, gerente general, direttore generale'),
    ('CX4-',
      'president, co president, presidente, presidenta, managing director, chairman, '
      'chairwoman, chairperson, vorstand, vorstandin, vorstandsmitglied, mitglied des '
      'vorstands, executive chairman, executive chair, prasident, prasidentin, md, c level, c '
      'suite, c level executive, directeur general delegue, vorsitzender, voorzitter, chair, '
      'mayor'),
    ('OX7-',
      'founder, co founder, cofounder, founders, founder & owner, business owner, company '
      'owner, co owner, sole proprietor, proprietor, owner operator, fondateur, fondatrice, co '
      'fondateur, cofondateur, cofondatrice, co fondatrice, grunder, grunderin, mitgrunder, '
      'mitgrunderin, gruender, gruenderin, inhaber, inhaberin, gerant, gerante, co gerant, '
      'cogerant, fundador, fundadora, cofundador, cofundadora, propietario, propietaria, socio '
      'fundador, socio fondatore, fondatore, titolare, proprietario, eigenaar, oprichter, '
      'entrepreneur, serial entrepreneur, unternehmer, unternehmerin, entrepreneuse, chef '
      'd''entreprise, managing member, founding member, medeoprichter, mede oprichter, managing '
      'owner, principal owner, dueno, duena, dono, consultant & founder, franchise owner, store '
      'owner, shop owner, franchisee, agency owner, restaurateur'),
    ('OX6m', 'owner'),
    ('PX4-',
      'managing partner, founding partner, senior partner, equity partner, name partner, socio '
      'director, gesellschafter, gesellschafterin, managing principal, associe, associee, '
      'socio, socia, vennoot'),
    ('PX2m', 'partner, associate partner'),
    ('PV6-',
      'general partner, limited partner, venture partner, operating partner, investment partner'),
    ('V---',
      'vp, svp, evp, avp, rvp, gvp, vice president, vicepresident, vicepresidente, vice '
      'president directeur, vizeprasident, vizeprasidentin, prokurist, prokuristin'),
    ('H---',
      'head, leiter, leiterin, leitung, abteilungsleiter, abteilungsleiterin, bereichsleiter, '
      'bereichsleiterin, ressortleiter, hauptabteilungsleiter, hoofd, department head, '
      'standortleiter, standortleiterin, werkleiter, werksleiter, betriebsleiter, '
      'betriebsleiterin'),
    ('D---',
      'director, dir, directeur, directrice, direktor, direktorin, directora, diretor, '
      'diretora, direttore, direttrice'),
    ('DX4-', 'executive director, company director'),
    ('M---',
      'manager, mgr, mngr, manageress, managerin, supervisor, team lead, team leader, teamlead, '
      'teamleader, teamleiter, teamleiterin, leader, responsable, gerente, responsabile, jefe, '
      'jefa, encargado, encargada, coordinateur, gruppenleiter, gruppenleiterin, group lead, '
      'shift lead, shift leader, general manager, gm, country manager, managing, chapter lead, '
      'squad lead, people manager, schichtleiter, leidinggevende, chef d''equipe, chef de '
      'service, manageur'),
    ('S---',
      'senior, sr, snr, lead, expert, distinguished, experienced, founding, seniorin, experte, '
      'expertin'),
    ('J---',
      'junior, jr, jnr, graduate, entry level, entry, aspiring, new grad, associated, early '
      'career, debutant, recent graduate, apprenti, fresher'),
    ('T---', 'staff'),
    ('R---', 'principal'),
    ('E---',
      'associate, assoc, specialist, coordinator, coord, analyst, trainee, azubi, '
      'auszubildender, auszubildende, analista, analyste, coordinatrice, koordinator, '
      'koordinatorin, spezialist, spezialistin, coordinador, coordinadora, specialiste, '
      'especialista, clerk, sachbearbeiter, sachbearbeiterin, graduate trainee, coordenador, '
      'coordenadora, coordinatore, co ordinator, medewerker, volontar, volontarin, apprentice, '
      'manager in training, management trainee'),
    ('AA3-',
      'assistant, asst, assistent, assistentin, assistante, asistente, secretary, sekretar, '
      'sekretarin, secretaire, secretaria, assistenz, sekretariat, teamassistenz, '
      'teamassistentin, segretaria, auxiliar'),
    ('AA7-',
      'executive assistant, ea, personal assistant, pa, administrative assistant, admin '
      'assistant, virtual assistant, office assistant, assistant executive, assistante de '
      'direction, assistant de direction, assistentin der geschaftsfuhrung, assistent der '
      'geschaftsfuhrung, assistenz der geschaftsfuhrung, assistentin der geschaftsleitung, '
      'assistenz der geschaftsleitung, vorstandsassistentin, chefsekretarin, '
      'direktionsassistentin, executive secretary'),
    ('I---',
      'intern, internship, co op, coop student, werkstudent, werkstudentin, working student, '
      'praktikant, praktikantin, praktikum, pflichtpraktikum, stagiaire, alternant, alternante, '
      'alternance, apprentie, becario, becaria, estagiario, estagiaria, tirocinante, stagista, '
      'student worker, extern, practicante, pasante, stagiair, summer associate, summer '
      'analyst, en stage, stage, en alternance'),
    ('IE3s',
      'student, phd student, phd candidate, etudiant, etudiante, studentin, doctorant, '
      'undergraduate, graduate student, doktorand, doktorandin, estudiante, mba candidate, mba '
      'student, undergraduate student'),
    ('F---',
      'freelance, freelancer, self employed, selfemployed, independent contractor, contractor, '
      'independent, freiberufler, freiberuflich, freiberuflerin, selbststandig, independant, '
      'independante, autonomo, autonoma, freelanceuse, zzper, zzp''er, zelfstandige, '
      'solopreneur, auto entrepreneur, gig worker, libero professionista, freiberuflicher, '
      'freiberufliche, selbststandiger, selbststandige'),
    -- Roles whose function the words around them give, or nothing does.
    ('N---',
      'executive, exec, officer, representative, rep, agent, advocate, professional, '
      'practitioner, worker, owner representative, business partner, fellow, resident, '
      'negotiator, evangelist, referent, referentin, mitarbeiter, mitarbeiterin, kaufmann, '
      'kauffrau, charge, chargee, employe, gestionnaire, fachkraft, betriebswirt, ingenieur '
      'd''etudes, delegate, liaison, inspector general, moderator, examiner, adjuster, '
      'appraiser, assessor, contributor, individual contributor, ic, evaluator, facilitator, '
      'reviewer, team member, expert witness, steward, promoter, attendant, aide, helper, crew, '
      'sales partner, kaufmannischer angestellter, angestellter, angestellte, technologue, '
      'professionnel, ambassador, generalist'),
    ('---.',
      'ii, iii, iv, vi, l1, l2, l3, l4, l5, l6, l7, l8, ic1, ic2, ic3, ic4, ic5, ic6, e3, e4, '
      'e5, e6, e7, p1, p2, p3, p4, p5, t1, t2, t3, m1, m2, i, v, 1, 2, 3, 4, 5, 6, 7, level 1, '
      'level 2, level 3, level 4, level 5, level i, level ii, level iii, level iv, grade 1, '
      'grade 2, grade 3, tier 1, tier 2, tier 3, band 1, band 2, band 3, level, ft, x, h, f/h, '
      'h/f, all genders, gn, mwd, fmd, m, w, f, d'),
    ('---o',
      'of, for, in, within, de, des, du, d'', fur, voor, para, der, die, del, di, fuer'),
    ('---t', 'to, reporting to, zum, zur, aupres du, aupres de, office of the, office of'),
    ('---|', '|'),
    ('---@', '@, at, bei, chez, presso, fka'),
    ('---!',
      'ex, former, formerly, previously, past, retired, semi retired, looking for, seeking, '
      'open to work, open to, unemployed, actively seeking, actively looking, in transition, '
      'between jobs, available for, ehemals, ehemalig, ehemaliger, ehemalige, ancien, ancienne, '
      'rentner, retraite, retraitee, arbeitssuchend, en recherche, a la recherche, jobless, not '
      'working, hiring we, we are hiring, passionate about, helping, i help, arbeitslos, prev, '
      'alumni, alum, emeritus, pensioner, jubilado, jubilada, im ruhestand, career break, on '
      'sabbatical, job seeker, jobseeker, currently looking, currently seeking, seeking new, '
      'dad of, mom of, mother of, father of, husband, student of life'),
    -- Separators of parts; the term of a comma is written as the word comma.
    ('---,', '&, /, –'),
    -- Ends and beginnings of compounds.
    ('H---', '~leiter, ~leiterin, ~leitung, ~leider, ~hoofd'),
    ('M---',
      '~manager, ~managerin, ~teamleiter, ~gruppenleiter, ~meister, ~meisterin, ~supervisor'),
    ('MO4-',
      '~projektleiter, ~projektleiterin, ~bauleiter, ~filialleiter, ~filialleiterin, '
      '~marktleiter'),
    ('D---', '~direktor, ~direktorin, ~directeur, ~chef, ~chefin'),
    ('NG4-',
      '~entwickler, ~entwicklerin, ~ingenieur, ~ingenieurin, ~informatiker, ~programmierer, '
      '~ontwikkelaar, ~engineer, ~developer, ~architekt, ~architektin, ~forscher'),
    ('NO3-', '~techniker, ~technikerin, ~planer, ~planerin, ~mechaniker, ~monteur'),
    ('NH6-',
      '~arzt, ~arztin, ~pfleger, ~pflegerin, ~therapeut, ~therapeutin, ~schwester, internist, '
      'urologist, gynecologist, endocrinologist, gastroenterologist, pulmonologist, '
      'rheumatologist, anaesthetist, general practitioner, gp, optician, osteopath, veterinary '
      'technician, vet tech, dental technician, surgical technician'),
    ('NE6-', '~lehrer, ~lehrerin, ~trainer, ~dozent, ~professor, ~coach'),
    ('NL6-', '~anwalt, ~anwaltin, ~jurist'),
    ('NF6-', '~buchhalter, ~buchhalterin, ~einkaufer, ~einkauferin, ~prufer'),
    ('NS6-', '~verkaufer, ~verkauferin'),
    ('ND6-', '~designer, ~designerin, ~gestalter'),
    ('NT7-', '~recruiter'),
    ('N---',
      '~mitarbeiter, ~mitarbeiterin, ~kaufmann, ~kauffrau, ~referent, ~referentin, '
      '~beauftragter, ~beauftragte, ~administrator, ~fachkraft, ~angestellte, ~angestellter, '
      '~redakteur'),
    ('E---',
      '~spezialist, ~spezialistin, ~koordinator, ~koordinatorin, ~analyst, ~analystin, '
      '~sachbearbeiter, ~sachbearbeiterin, ~medewerker'),
    ('A---', '~assistent, ~assistentin, ~assistenz, ~sekretarin, ~sekretar'),
    ('I---',
      '~praktikant, ~praktikantin, ~praktikum, ~werkstudent, ~werkstudentin, ~student'),
    ('PX4-', '~gesellschafter, ~gesellschafterin'),
    ('OX7-', '~inhaber, ~inhaberin, ~grunder'),
    ('CX7-', '~geschaftsfuhrer, ~geschaftsfuhrerin, ~geschaeftsfuehrer'),
    ('CX4-', '~vorstand'),
    ('-S5-',
      '^vertrieb, ^verkauf, ^sales, ^account, ^aussendienst, ^gebiet, ^key, ^verkoop, '
      '^regionalverkauf, ^regionalvertrieb, ^gebietsverkauf, sales support, leasing'),
    ('-M5-', '^marketing, ^marken, ^werbe, ^event, ^online'),
    ('-F5-', '^finanz, ^einkauf, ^buchhalt, ^steuer, ^kredit, ^rechnung, ^bilanz, ^bank'),
    ('-P5-', '^personal, ^hr, hr support, hr administration'),
    ('-G5-',
      '^entwicklung, ^software, ^technik, ^daten, ^web, ^forschung, ^elektro, ^hardware'),
    ('-U5-', '^produkt'),
    ('-O4-',
      '^produktion, ^logistik, ^projekt, ^betrieb, ^qualitat, ^lager, ^bau, ^werk, ^prozess, '
      '^fertigung, ^montage, ^supply, ^filial, ^immobilien, ^haus, ^facility, operations '
      'support'),
    ('-I5-', '^it, ^system, ^netzwerk, ^informatik, ^edv'),
    ('-N5-', '^kundendienst, ^kunden, ^service, ^support'),
    ('-K5-', '^sicherheit, ^risiko, ^security, it sicherheit, it risk & compliance'),
    ('-L5-', '^recht, ^datenschutz, ^compliance'),
    ('-H5-', '^pflege, ^medizin, ^klinik, ^kranken'),
    ('-E5-', '^schul, ^ausbildung, ^bildung'),
    ('-R5-', '^kommunikation, ^presse'),
    ('-A5-', '^buro, ^office, ^verwaltung'),
    ('-V5-', '^investment'),
    ('-B5-', '^partner'),
    ('-T6-', '^recruiting'),
    ('NV2-', '~berater, ~beraterin, ~consultant')
$$;

comment on function reference.list_job_title_roles() is
  'Words of job titles for levels, noise, separators and parts of compounds, by meaning. Units: '
  'none. Nulls: never. Errors: none.';

revoke all on function reference.list_job_title_roles() from public;
