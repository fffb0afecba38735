/** Job titles as profiles give them: what a look-up of a running warehouse mostly knows. */
export const JOB_TITLES = [
  ...['Account Executive', 'Account Manager', 'Accountant', 'Administrative Assistant'],
  ...['Analyst', 'Art Director', 'Assistant Controller', 'Associate Consultant', 'Auditor'],
  ...['Backend Engineer', 'Bookkeeper', 'Brand Manager', 'Business Analyst'],
  ...['Business Development Manager', 'Business Development Representative', 'CEO', 'CFO'],
  ...['Chief Executive Officer', 'Chief Financial Officer', 'Chief Marketing Officer'],
  ...['Chief of Staff', 'Chief Operating Officer', 'Chief Product Officer', 'CTO'],
  ...['Chief Technology Officer', 'Co-Founder', 'Co-Founder & CTO', 'Communications Manager'],
  ...['Community Manager', 'Compliance Officer', 'Consultant', 'Content Marketing Manager'],
  ...['Controller', 'Copywriter', 'Creative Director', 'Customer Success Manager'],
  ...['Customer Support Specialist', 'Data Analyst', 'Data Engineer', 'Data Scientist'],
  ...['Demand Generation Manager', 'DevOps Engineer', 'Digital Marketing Manager'],
  ...['Director of Engineering', 'Director of Finance', 'Director of Marketing'],
  ...['Director of Operations', 'Director of Product', 'Director of Sales', 'Doctor'],
  ...['Engineering Manager', 'Enterprise Account Executive', 'Event Manager'],
  ...['Executive Assistant', 'Executive Assistant to the CEO', 'Finance Manager'],
  ...['Financial Analyst', 'Founder', 'Founder & CEO', 'Founding Partner'],
  ...['Freelance Designer', 'Frontend Developer', 'Full Stack Developer', 'General Counsel'],
  ...['General Manager', 'Geschäftsführer', 'Graphic Designer', 'Growth Manager'],
  ...['Head of Customer Success', 'Head of Data', 'Head of Design', 'Head of Engineering'],
  ...['Head of Growth - EMEA', 'Head of Marketing', 'Head of People', 'Head of Product'],
  ...['Head of Sales', 'HR Business Partner', 'HR Manager', 'Human Resources Generalist'],
  ...['Implementation Manager', 'Inside Sales Representative', 'Intern', 'Investment Associate'],
  ...['IT Administrator', 'IT Manager', 'Junior Software Engineer', 'Key Account Manager'],
  ...['Lead Engineer', 'Legal Counsel', 'Logistics Coordinator', 'Machine Learning Engineer'],
  ...['Managing Director', 'Managing Partner', 'Marketing Coordinator', 'Marketing Intern'],
  ...['Marketing Manager', 'Marketing Specialist', 'Mechanical Engineer', 'Nurse'],
  ...['Office Manager', 'Operations Analyst', 'Operations Manager', 'Owner', 'Paralegal'],
  ...['Partner', 'Partnerships Manager', 'Performance Marketing Manager', 'PR Manager'],
  ...['Principal', 'Principal Engineer', 'Procurement Manager', 'Product Designer'],
  ...['Product Manager', 'Product Marketing Manager', 'Product Owner', 'Program Manager'],
  ...['Project Manager', 'QA Engineer', 'Quality Manager', 'Recruiter', 'Regional Sales Manager'],
  ...['Research Assistant', 'Revenue Operations Manager', 'Risk Analyst', 'Sales Associate'],
  ...['Sales Development Representative', 'Sales Director', 'Sales Engineer', 'Sales Manager'],
  ...['SDR', 'Security Engineer', 'Senior Accountant', 'Senior Analyst', 'Senior Consultant'],
  ...['Senior Account Executive', 'Senior Data Scientist', 'Senior Designer'],
  ...['Senior Director, Product', 'Senior Manager', 'Senior Product Manager'],
  ...['Senior Project Manager', 'Senior Recruiter', 'Senior Software Engineer'],
  ...['Site Reliability Engineer', 'Social Media Manager', 'Software Developer'],
  ...['Software Engineer', 'Software Engineer II', 'Solutions Architect', 'Sr. SWE II'],
  ...['Staff Engineer', 'Strategy Consultant', 'Supply Chain Manager', 'Support Engineer'],
  ...['SVP Sales', 'Systems Engineer', 'Talent Acquisition Partner', 'Teacher'],
  ...['Team Lead', 'Technical Program Manager', 'Technical Writer', 'Treasurer', 'UX Designer'],
  ...['UX Researcher', 'Vertriebsleiter', 'Vice President', 'Vice President of Sales'],
  ...['VP Engineering', 'VP Finance', 'VP Marketing', 'VP Product', 'VP, Sales & Marketing'],
  ...['Werkstudent Marketing', 'Working Student'],
] as const

/** Places as profiles give them, with their country. */
export const PLACES = [
  ['Cork, County Cork, Ireland', 'Ireland'],
  ['Dublin, County Dublin, Ireland', 'Ireland'],
  ['Graz, Styria, Austria', 'Austria'],
  ['Vienna, Vienna, Austria', 'Austria'],
  ['Porto, Porto, Portugal', 'Portugal'],
  ['Ghent, Flemish Region, Belgium', 'Belgium'],
  ['Bergen, Vestland, Norway', 'Norway'],
  ['Tampere, Pirkanmaa, Finland', 'Finland'],
  ['Lyon, Auvergne-Rhône-Alpes, France', 'France'],
  ['Greater Paris Metropolitan Region', 'France'],
  ['Leipzig, Saxony, Germany', 'Germany'],
  ['Berlin Metropolitan Area', 'Germany'],
  ['Leeds, England, United Kingdom', 'United Kingdom'],
  ['Greater Glasgow Area', 'United Kingdom'],
  ['Boise, Idaho, United States', 'United States'],
  ['San Francisco Bay Area', 'United States'],
  ['Austin, Texas, United States', 'United States'],
  ['Halifax, Nova Scotia, Canada', 'Canada'],
  ['Hobart, Tasmania, Australia', 'Australia'],
  ['Pune, Maharashtra, India', 'India'],
] as const

/** Invented schools. */
export const SCHOOLS = [
  ...['Invented University', 'Imaginary Institute of Technology', 'Academy of Made-up Arts'],
  ...['Nowhere College', 'Example State University', 'Fictional Business School'],
] as const

/** Degrees with their fields. */
export const DEGREES = [
  ['BSc', 'Computer Science'],
  ['BA', 'Economics'],
  ['MSc', 'Mechanical Engineering'],
  ['MBA', null],
  ["Bachelor's degree", 'Marketing'],
  [null, 'Philosophy'],
] as const

/** Invented given and family names. */
export const GIVEN_NAMES = ['Zelda', 'Quentin', 'Isolde', 'Barnaby', 'Ottilie', 'Fergus', 'Maëlle']
export const FAMILY_NAMES = ['Quux', 'Fairweather', 'Nobody', 'Testington', 'Müllerova', 'Example']
