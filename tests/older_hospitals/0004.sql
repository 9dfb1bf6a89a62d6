BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE approval (
	id INTEGER NOT NULL, 
	protocol_sha256 VARCHAR NOT NULL, 
	policy_sha256 VARCHAR NOT NULL, 
	protocol_text VARCHAR NOT NULL, 
	policy_text VARCHAR NOT NULL, 
	signed_sha256 VARCHAR NOT NULL, 
	signed_by VARCHAR NOT NULL, 
	signed_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(signed_by) REFERENCES person (badge)
);
INSERT INTO "approval" VALUES(1,'f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','# The clinical rules, as data. Every value says where it stands in the source; "R17" is the source''s
# Recommendation 17. A value that the source does not give is not here but in site-policy.toml.
id = "consensus-2019"
version = "1"
citation = "J.E. Meca-Lallana et al. Expert consensus on the use of alemtuzumab in daily clinical practice in Spain. Neurología. Sociedad Española de Neurología, 2019."

# --- drug and dose ---
drug = { value = "alemtuzumab", source = "Treatment" }
route = { value = "intravenous", source = "Treatment" }
dose = { value = 12, unit = "mg", source = "Treatment" }
vial_dose = { value = 12, unit = "mg", source = "Treatment; Fig. 3" }
vial_volume = { value = 1.2, unit = "mL", source = "Fig. 3" }
vial_refrigerated = { value = true, source = "Fig. 3" }
vial_never_frozen = { value = true, source = "Fig. 3" }

# --- who, and how far apart ---
interval = { value = 12, unit = "mo", source = "Second and subsequent courses", recommendation = "R23" }
interval_cd4_above = { value = 200, unit = "cells/µL", source = "Second and subsequent courses", recommendation = "R23" }
interval_longer_with_complication = { value = true, source = "Second and subsequent courses", recommendation = "R23" }
age_least = { value = 18, unit = "y", source = "Paediatric populations" }

# --- preparation ---
aseptic_technique = { value = true, source = "Fig. 3" }
laminar_flow_cabinet_required = { value = false, source = "Fig. 3" }
do_not_agitate = { value = true, source = "Fig. 3" }
opaque_bag = { value = true, source = "Fig. 3" }
opaque_line_required = { value = false, source = "Fig. 3" }
storage_limit = { value = 8, unit = "h", source = "Fig. 3" }
storage_temperature_least = { value = 2, unit = "°C", source = "Fig. 3" }
storage_temperature_most = { value = 8, unit = "°C", source = "Fig. 3" }
storage_protected_from_light = { value = true, source = "Fig. 3" }
prepared_by_trained_staff = { value = true, source = "Fig. 3" }
prime_line_with_drug = { value = true, source = "Fig. 3" }
give_what_is_left_in_line = { value = true, source = "Fig. 3" }

# --- infusion and observation ---
infusion_least = { value = 4, unit = "h", source = "Fig. 3", recommendation = "R18" }
infusion_most = { value = 8, unit = "h", source = "Fig. 3", recommendation = "R18" }
observation = { value = 2, unit = "h", source = "Perfusion rate", recommendation = "R18" }
observation_every = { value = 1, unit = "h", source = "Monitoring during perfusion", recommendation = "R19" }
catheter_stays = { value = true, source = "Perfusion rate", recommendation = "R18" }
observed = { value = ["heart-rate", "blood-pressure", "temperature", "skin"], source = "Monitoring during perfusion", recommendation = "R19" }

[diluents.sodium-chloride]
strength = { value = 0.9, unit = "%", source = "Fig. 3" }
volume = { value = 100, unit = "mL", source = "Fig. 3" }

[diluents.glucose]
strength = { value = 5, unit = "%", source = "Fig. 3" }
volume = { value = 100, unit = "mL", source = "Fig. 3" }

# --- courses, with the steroid of each day ---
[courses.1]
days = { value = 5, unit = "1", source = "Treatment" }
evidence_of_activity = { value = false, source = "Treatment" }

[courses.1.methylprednisolone]
1 = { value = 1000, unit = "mg", source = "Fig. 3", recommendation = "R17" }
2 = { value = 1000, unit = "mg", source = "Fig. 3", recommendation = "R17" }
3 = { value = 500, unit = "mg", source = "Fig. 3", recommendation = "R17" }
4 = { value = 250, unit = "mg", source = "Fig. 3", recommendation = "R17" }
5 = { value = 250, unit = "mg", source = "Fig. 3", recommendation = "R17" }

[courses.2]
days = { value = 3, unit = "1", source = "Treatment" }
evidence_of_activity = { value = false, source = "Treatment" }

[courses.2.methylprednisolone]
1 = { value = 750, unit = "mg", source = "Fig. 3", recommendation = "R17" }
2 = { value = 500, unit = "mg", source = "Fig. 3", recommendation = "R17" }
3 = { value = 250, unit = "mg", source = "Fig. 3", recommendation = "R17" }

# The source gives no taper for courses 3 and 4; R24 says that later courses follow the same procedures.
# Course 2''s is repeated, and every order made from it says so.
[courses.3]
days = { value = 3, unit = "1", source = "Treatment; Evaluation of treatment response" }
evidence_of_activity = { value = true, source = "Evaluation of treatment response" }
extended_from = { value = 2, unit = "1", source = "Second and subsequent courses", recommendation = "R24" }

[courses.3.methylprednisolone]
1 = { value = 750, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }
2 = { value = 500, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }
3 = { value = 250, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }

[courses.4]
days = { value = 3, unit = "1", source = "Treatment; Evaluation of treatment response" }
evidence_of_activity = { value = true, source = "Evaluation of treatment response" }
extended_from = { value = 2, unit = "1", source = "Second and subsequent courses", recommendation = "R24" }

[courses.4.methylprednisolone]
1 = { value = 750, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }
2 = { value = 500, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }
3 = { value = 250, unit = "mg", source = "Fig. 3", recommendation = "R17, R24" }

# --- premedication ---
[premedication.antipyretic]
drug = { value = "paracetamol", source = "Fig. 3", recommendation = "R17" }
route = { value = "oral or intravenous", source = "Fig. 3", recommendation = "R17" }
dose = { value = 1, unit = "g", source = "Fig. 3", recommendation = "R17" }
before = { value = 120, unit = "min", source = "Fig. 3", recommendation = "R17" }
as_needed = { value = true, source = "Fig. 3", recommendation = "R17" }

[premedication.antihistamine]
drug = { value = "dexchlorpheniramine", source = "Fig. 3", recommendation = "R17" }
route = { value = "oral or intravenous", source = "Fig. 3", recommendation = "R17" }
dose = { value = 5, unit = "mg", source = "Fig. 3", recommendation = "R17" }
before = { value = 120, unit = "min", source = "Fig. 3", recommendation = "R17" }
as_needed = { value = true, source = "Fig. 3", recommendation = "R17" }

[premedication.steroid]
drug = { value = "methylprednisolone", source = "Fig. 3", recommendation = "R17" }
route = { value = "intravenous", source = "Fig. 3", recommendation = "R17" }
before = { value = 90, unit = "min", source = "Fig. 3", recommendation = "R17" }

[premedication.gastric_protector]
drug = { value = "pantoprazole", source = "Fig. 3", recommendation = "R17" }
route = { value = "oral", source = "Fig. 3", recommendation = "R17" }
dose = { value = 40, unit = "mg", source = "Fig. 3", recommendation = "R17" }
every = { value = 24, unit = "h", source = "Fig. 3", recommendation = "R17" }

[premedication.antiviral]
drug = { value = "aciclovir", source = "Fig. 5", recommendation = "R9, R16" }
route = { value = "oral", source = "Fig. 5", recommendation = "R9, R16" }
dose = { value = 200, unit = "mg", source = "Fig. 5", recommendation = "R9, R16" }
every = { value = 12, unit = "h", source = "Fig. 5", recommendation = "R9, R16" }
least_duration = { value = 4, unit = "wk", source = "Fig. 5", recommendation = "R9, R16" }
most_duration = { value = 8, unit = "wk", source = "During administration of alemtuzumab", recommendation = "R9, R16" }
before_first_infusion = { value = true, source = "Treatment", recommendation = "R16" }

[premedication.antiviral.alternative]
drug = { value = "valaciclovir", source = "During administration of alemtuzumab", recommendation = "R9" }
route = { value = "oral", source = "During administration of alemtuzumab", recommendation = "R9" }
dose = { value = 500, unit = "mg", source = "During administration of alemtuzumab", recommendation = "R9" }
every = { value = 24, unit = "h", source = "During administration of alemtuzumab", recommendation = "R9" }

# --- infusion: each rate runs until the next one''s start, the last to the end ---
[infusion_rates.1]
start = { value = 0, unit = "min", source = "Fig. 3", recommendation = "R18" }
rate = { value = 5, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }

[infusion_rates.2]
start = { value = 30, unit = "min", source = "Fig. 3", recommendation = "R18" }
rate = { value = 10, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }

[infusion_rates.3]
start = { value = 60, unit = "min", source = "Fig. 3", recommendation = "R18" }
rate = { value = 15, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }

[infusion_rates.4]
start = { value = 90, unit = "min", source = "Fig. 3", recommendation = "R18" }
rate = { value = 20, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }

[infusion_rates.5]
start = { value = 150, unit = "min", source = "Fig. 3", recommendation = "R18" }
rate = { value = 25, unit = "mL/h", source = "Fig. 3", recommendation = "R18" }

# --- infusion reactions ---
[reactions.mild]
grades = { value = "1", source = "Fig. 3", recommendation = "R20" }
acts = { value = ["symptomatic-medication", "continue-infusion"], source = "Fig. 3", recommendation = "R20" }

[reactions.moderate]
grades = { value = "2–3", source = "Fig. 3", recommendation = "R20" }
acts = { value = ["symptomatic-medication", "reduce-rate-or-stop", "flush-line-with-saline", "wait-for-symptoms-to-subside", "resume-at-reduced-rate"], source = "Fig. 3", recommendation = "R20" }
reduce_by = { value = 50, unit = "%", source = "Fig. 3", recommendation = "R20" }
resume_at = { value = 50, unit = "%", source = "Fig. 3", recommendation = "R20" }

[reactions.severe]
grades = { value = "4", source = "Fig. 3", recommendation = "R20" }
acts = { value = ["symptomatic-medication", "stop-for-good", "flush-line-with-saline"], source = "Fig. 3", recommendation = "R20" }

# --- after each course: what the patient''s card says ---
[follow_up]
tests = { value = ["blood-count", "kidney", "biochemistry", "proteinuria"], source = "Post-treatment; Fig. 5" }
tests_every = { value = 1, unit = "mo", source = "Post-treatment; Fig. 5" }
tests_for = { value = 48, unit = "mo", source = "Post-treatment; Fig. 5" }
thyroid_every = { value = 3, unit = "mo", source = "Post-treatment; Fig. 5" }
checklist_every = { value = 1, unit = "mo", source = "Fig. 5", recommendation = "R21" }
cytology_every = { value = 1, unit = "y", source = "Post-treatment; Fig. 5", recommendation = "R22" }
cytology_for = { value = 4, unit = "y", source = "Fig. 5", recommendation = "R22" }
contraception_for = { value = 4, unit = "mo", source = "Pregnancy and breastfeeding", recommendation = "R14, R27" }
no_breastfeeding_for = { value = 4, unit = "mo", source = "Pregnancy and breastfeeding", recommendation = "R28" }
diet_before = { value = 2, unit = "wk", source = "During administration of alemtuzumab", recommendation = "R10" }
diet_for = { value = 1, unit = "mo", source = "During administration of alemtuzumab; Fig. 5", recommendation = "R10" }
no_live_vaccines_for = { value = 6, unit = "mo", source = "Table 2" }
no_live_vaccines_cd4 = { value = 200, unit = "cells/µL", source = "Table 2" }

[warning_signs]
haematology = { value = ["bleeding", "heavy-periods", "bruises", "skin-stains"], source = "Fig. 4", recommendation = "R21" }
thyroid = { value = ["weight", "heat-or-cold", "bowels"], source = "Fig. 4", recommendation = "R21" }
kidney = { value = ["urine", "swollen-legs"], source = "Fig. 4", recommendation = "R21" }
infection = { value = ["fever", "other-infection"], source = "Fig. 4", recommendation = "R11, R21" }

# --- before a course is released: what must be so, and what is recommended. What is required by the source''s own
# words ("must", "requires", "contraindicated") cannot be overridden; what is recommended can be, with a reason
# and a signature.
[readiness.items]
adult = { value = "required", source = "Paediatric populations" }
consent = { value = "required", source = "Pretreatment", recommendation = "R12" }
baseline-tests = { value = "recommended", source = "Pretreatment; Fig. 5", recommendation = "R13" }
concomitant-treatments = { value = "recommended", source = "Pretreatment; Fig. 5", recommendation = "R13" }
washout = { value = "recommended", source = "Table 3", recommendation = "R2, R13" }
pregnancy-test = { value = "recommended", source = "Pretreatment; Pregnancy and breastfeeding", recommendation = "R14, R26" }
contraception = { value = "recommended", source = "Pretreatment; Pregnancy and breastfeeding", recommendation = "R14, R27" }
breastfeeding = { value = "recommended", source = "Pregnancy and breastfeeding", recommendation = "R28" }
active-infection = { value = "required", source = "Before administration of alemtuzumab; Fig. 5" }
tuberculosis = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R7, R14" }
hepatitis-b = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
hepatitis-c = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
hiv = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
cytomegalovirus = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
varicella-zoster = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
papillomavirus = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
strongyloides = { value = "recommended", source = "Before administration of alemtuzumab; Fig. 5", recommendation = "R8" }
serology = { value = "recommended", source = "Vaccination strategies with alemtuzumab", recommendation = "R4" }
vaccination-history = { value = "recommended", source = "Vaccination strategies with alemtuzumab", recommendation = "R4" }
vaccine-influenza = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-pneumococcal-13 = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-pneumococcal-23 = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-hepatitis-b = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-hepatitis-a = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-tetanus-diphtheria = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-papillomavirus = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-varicella = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
vaccine-measles-mumps-rubella = { value = "recommended", source = "Table 1", recommendation = "R5, R6" }
live-vaccines = { value = "required", source = "Table 2", recommendation = "R3, R6" }
ecg = { value = "recommended", source = "Pretreatment; Fig. 5", recommendation = "R15" }
chest-x-ray = { value = "recommended", source = "Pretreatment; Fig. 5", recommendation = "R15" }
antiviral = { value = "recommended", source = "Treatment; Fig. 5", recommendation = "R9, R16" }
diet = { value = "recommended", source = "Pretreatment; Fig. 5", recommendation = "R10" }
interval = { value = "required", source = "Second and subsequent courses", recommendation = "R23" }
cd4 = { value = "required", source = "Second and subsequent courses", recommendation = "R23" }
complication = { value = "required", source = "Second and subsequent courses", recommendation = "R23" }
activity = { value = "required", source = "Evaluation of treatment response" }

[readiness.chest_x_ray]
valid_for = { value = 2, unit = "mo", source = "Pretreatment", recommendation = "R15" }

[readiness.isoniazid]
dose = { value = 300, unit = "mg", source = "Before administration of alemtuzumab", recommendation = "R7" }
every = { value = 24, unit = "h", source = "Before administration of alemtuzumab", recommendation = "R7" }
duration = { value = 6, unit = "mo", source = "Before administration of alemtuzumab", recommendation = "R7" }
vitamin = { value = "vitamin B6", source = "Before administration of alemtuzumab", recommendation = "R7" }
delay_least = { value = 2, unit = "wk", source = "Before administration of alemtuzumab", recommendation = "R7" }
delay_most = { value = 4, unit = "wk", source = "Before administration of alemtuzumab", recommendation = "R7" }

[readiness.strongyloides]
regions = { value = ["latin-america", "north-africa"], source = "Before administration of alemtuzumab", recommendation = "R8" }

# --- vaccines: months of each dose after the first; where there are two schedules, either will do ---
[readiness.vaccines.influenza]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "always", source = "Table 1", recommendation = "R5" }
campaign_first_month = { value = 10, unit = "1", source = "Table 1", recommendation = "R5" }
campaign_last_month = { value = 12, unit = "1", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.pneumococcal-13]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "always", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.pneumococcal-23]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "always", source = "Table 1", recommendation = "R5" }
after_pneumococcal_13 = { value = 2, unit = "mo", source = "Table 1", recommendation = "R5" }
boosters = { value = [60], unit = "mo", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.hepatitis-b]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 1, 2, 6]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "anti-hbs-low", source = "Table 1", recommendation = "R5" }
protective_from = { value = 10, unit = "IU/mL", source = "Table 1", recommendation = "R5" }
response_after = { value = 1, unit = "mo", source = "Table 1, note d", recommendation = "R5" }
response_above = { value = 10, unit = "IU/mL", source = "Table 1, note d", recommendation = "R5" }
again_doses = { value = 3, unit = "1", source = "Table 1, note d", recommendation = "R5" }
again_every = { value = 1, unit = "mo", source = "Table 1, note d", recommendation = "R5" }

[readiness.vaccines.hepatitis-a]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 6]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "igg-negative", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.tetanus-diphtheria]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 1, 6], [0, 1, 12]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "always", source = "Table 1", recommendation = "R5" }
boosters = { value = [120, 240], unit = "mo", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.papillomavirus]
live = { value = false, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 1, 6], [0, 2, 6]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "women", source = "Table 1, note b", recommendation = "R5" }
age_below = { value = 26, unit = "y", source = "Table 1, note b", recommendation = "R5" }

[readiness.vaccines.varicella]
live = { value = true, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 1]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "igg-negative", source = "Table 1", recommendation = "R5" }

[readiness.vaccines.measles-mumps-rubella]
live = { value = true, source = "Table 1", recommendation = "R5" }
schedules = { value = [[0, 1]], unit = "mo", source = "Table 1", recommendation = "R5" }
indication = { value = "igg-negative", source = "Table 1", recommendation = "R5" }

[readiness.live_vaccines]
complete_before = { value = 6, unit = "wk", source = "Table 2" }
apart = { value = 4, unit = "wk", source = "Table 1, note c" }
steroid_dose_above = { value = 20, unit = "mg", source = "Table 2" }
steroid_longer_than = { value = 15, unit = "d", source = "Table 2" }
after_steroid = { value = 1, unit = "mo", source = "Table 2" }
after_bolus_judged = { value = 3, unit = "mo", source = "Table 2" }
after_natalizumab_or_fingolimod = { value = 3, unit = "mo", source = "Table 2" }

# --- previous treatments ---
[readiness.washout.teriflunomide]
elimination = { value = 11, unit = "d", source = "Table 3", recommendation = "R13" }
cholestyramine = { value = 8, unit = "g", source = "Table 3", recommendation = "R13" }
cholestyramine_a_day = { value = 3, unit = "1", source = "Table 3", recommendation = "R13" }
charcoal = { value = 50, unit = "g", source = "Table 3", recommendation = "R13" }
charcoal_a_day = { value = 2, unit = "1", source = "Table 3", recommendation = "R13" }
level_below = { value = 0.02, unit = "mg/L", source = "Table 3", recommendation = "R13" }

[readiness.washout.dimethyl-fumarate]
lymphocytes_above = { value = 800, unit = "cells/µL", source = "Table 3", recommendation = "R13" }

[readiness.washout.fingolimod]
wait = { value = 6, unit = "wk", source = "Table 3", recommendation = "R13" }
lymphocytes_above = { value = 800, unit = "cells/µL", source = "Table 3", recommendation = "R13" }

[readiness.washout.natalizumab]
wait = { value = 12, unit = "wk", source = "Table 3", recommendation = "R13" }
gadolinium_mri = { value = true, source = "Table 3", recommendation = "R13" }
latent_pml_excluded_if_jcv = { value = true, source = "Table 3", recommendation = "R13" }

[readiness.washout.immunosuppressants]
drugs = { value = ["azathioprine", "cyclophosphamide", "rituximab"], source = "Table 3", recommendation = "R13" }
wait_least = { value = 3, unit = "mo", source = "Table 3", recommendation = "R13" }
wait_most = { value = 6, unit = "mo", source = "Table 3", recommendation = "R13" }
lymphocytes_above = { value = 800, unit = "cells/µL", source = "Table 3", recommendation = "R13" }
cd4_above = { value = 200, unit = "cells/µL", source = "Table 3", recommendation = "R13" }

# --- where the product information says otherwise: shown when an order is verified, never applied ---
[differs.methylprednisolone]
dose = { value = 1000, unit = "mg", source = "Product information (EU, US)" }
first_day = { value = 1, unit = "1", source = "Product information (EU, US)" }
last_day = { value = 3, unit = "1", source = "Product information (EU, US)" }

# Restrictions that came after the source: reminders to read the product information in force, never a verdict.
[differs.restrictions]
contraindications = { value = ["severe-active-infection", "uncontrolled-hypertension", "arterial-dissection", "stroke", "angina-or-infarction", "coagulopathy-or-anticoagulants", "other-autoimmune-disease", "hiv"], source = "Product information (EU, since 2019)" }
around_each_infusion = { value = ["ecg", "platelets"], source = "Product information (EU, since 2019)" }
','# What the clinical source leaves open. Each value is the site''s own decision, marked as such wherever it
# is used, and has no force until a pharmacist signs this very file. `limits` is the range in which a
# value may be moved; outside it the file is refused.
id = "site-policy"
version = "1"

[eight_hours_cover]
value = "start"
reason = "The source limits storage before the infusion. Choose \"end\" where the product information in force says that the infusion must be over within the 8 hours too."
source = "local policy"

[outside_refrigerator]
value = 30
unit = "min"
limits = { least = 0, most = 60 }
reason = "The source says at once or refrigerated. Half an hour is the way to the ward, the bedside check and priming, all together."
source = "local policy"

[draw_to_injection]
value = 15
unit = "min"
limits = { least = 5, most = 60 }
reason = "The clock starts when the concentrate enters the bag. Longer in the syringe, and nobody knows what was kept how."
source = "local policy"

[temperature_reading_gap]
value = 30
unit = "min"
limits = { least = 5, most = 60 }
reason = "An excursion must not stay unseen for longer than a bag may be out of the refrigerator."
source = "local policy"

[thermometer]
unit = "°C"
possible = { least = -30, most = 60 }
reason = "What the probe of a refrigerator can show. Beyond it a reading is a slip of the keyboard or a broken probe, and is refused."
source = "local policy"

[laminar_flow_cabinet_required]
value = true
reason = "The source asks for aseptic technique only; a cabinet is the usual practice of a hospital pharmacy."
source = "local policy"

[line_volume]
value = 20
unit = "mL"
limits = { least = 5, most = 40 }
reason = "A usual infusion line with filter. Put in what the maker of the site''s own line states."
source = "local policy"

[first_warning]
value = 60
unit = "min"
limits = { least = 30, most = 240 }
reason = "Time enough to call the ward, bring the bag and prime the line before \"start before\"."
source = "local policy"

[last_warning]
value = 15
unit = "min"
limits = { least = 5, most = 60 }
reason = "The last moment at which a primed bag beside the patient can still be started unhurriedly."
source = "local policy"

[premedication_tolerance]
value = 30
unit = "min"
limits = { least = 0, most = 60 }
reason = "The source gives about 120 min and 90 min; half an hour keeps the order of the medicines."
source = "local policy"

[premedication_delay]
value = 90
unit = "min"
limits = { least = 30, most = 180 }
reason = "The source says about. When the start is later than this after its time, the patient is no longer premedicated as meant."
source = "local policy"

[vital_signs_before]
value = 60
unit = "min"
limits = { least = 15, most = 120 }
reason = "The source asks for them every hour from the start on; older ones say nothing of the patient who is about to be infused."
source = "local policy"

[heart_rate]
unit = "/min"
usual = { least = 50, most = 120 }
possible = { least = 20, most = 250 }
reason = "Outside the usual the nurse calls the physician; outside the possible it was not typed right."
source = "local policy"

[systolic_pressure]
unit = "mmHg"
usual = { least = 90, most = 180 }
possible = { least = 40, most = 300 }
reason = "Outside the usual the nurse calls the physician; outside the possible it was not typed right."
source = "local policy"

[diastolic_pressure]
unit = "mmHg"
usual = { least = 50, most = 110 }
possible = { least = 20, most = 200 }
reason = "Outside the usual the nurse calls the physician; outside the possible it was not typed right."
source = "local policy"

[body_temperature]
unit = "°C"
usual = { least = 35.0, most = 37.9 }
possible = { least = 30, most = 43 }
reason = "From 38 °C on an infection or a reaction has to be thought of; outside the possible it was not typed right."
source = "local policy"

[bedside_scans]
value = 60
unit = "s"
limits = { least = 15, most = 120 }
reason = "Time enough for two scans and a look at what the screen says. Longer, and somebody may have come in between, or the nurse may stand at another bed."
source = "local policy"

[place_scan]
value = 60
unit = "s"
limits = { least = 15, most = 300 }
reason = "Time enough to walk from the bench to the refrigerator. Longer, and the bag may have been put down elsewhere."
source = "local policy"

[may_be_overridden]
value = ["premedication", "vital-signs"]
reason = "How late a medicine is, or how much a pulse of 130 matters, a physician or a pharmacist can judge at the bedside. Nobody can judge a wrong patient, a warm bag or a late one."
source = "local policy"

[idle_lock]
value = 10
unit = "min"
limits = { least = 2, most = 30 }
reason = "A window that nobody uses shows patients'' names, and lets anybody act under another''s name. Drawing and injecting take minutes without a key; who leaves the room is gone for longer."
source = "local policy"

[aciclovir_duration]
value = 28
unit = "d"
limits = { least = 28, most = 56 }
reason = "The source says 4 to 8 weeks, at least 4; the shortest time that fulfils it."
source = "local policy"

[aciclovir_morning]
value = "08:00"
reason = "With the ward''s morning round, before the first infusion."
source = "local policy"

[aciclovir_evening]
value = "20:00"
reason = "12 hours after the morning dose."
source = "local policy"

[pantoprazole_time]
value = "08:00"
reason = "Before breakfast, and before the steroid."
source = "local policy"

[paracetamol_interval]
value = 6
unit = "h"
limits = { least = 4, most = 8 }
reason = "The source says on demand without an interval; 1 g every 6 hours is the usual one in adults."
source = "local policy"

[paracetamol_most]
value = 4
unit = "g"
limits = { least = 1, most = 4 }
reason = "The usual most in 24 hours in adults without liver disease, the dose before the infusion included."
source = "local policy"

[dexchlorpheniramine_interval]
value = 8
unit = "h"
limits = { least = 6, most = 12 }
reason = "The source says on demand without an interval; 5 mg every 8 hours keeps well inside the most in 24 hours."
source = "local policy"

[dexchlorpheniramine_most]
value = 20
unit = "mg"
limits = { least = 5, most = 20 }
reason = "The most in 24 hours that this pharmacy accepts, the dose before the infusion included."
source = "local policy"

[baseline_tests_valid_for]
value = 1
unit = "mo"
limits = { least = 1, most = 3 }
reason = "The source asks for them before the infusion without saying how long before; after a course they are repeated every month, so that is how long they are believed."
source = "local policy"

[counts_valid_for]
value = 1
unit = "mo"
limits = { least = 1, most = 3 }
reason = "Lymphocytes and CD4 change while a washout goes on. A count from before the last month says what was, not what is."
source = "local policy"

[pregnancy_test_valid_for]
value = 7
unit = "d"
limits = { least = 1, most = 14 }
reason = "The source asks for the test without a date; a week leaves time to order and to cancel."
source = "local policy"

[infection_excluded_within]
value = 7
unit = "d"
limits = { least = 1, most = 14 }
reason = "An infection begins within days. Who was well a month ago may have a fever today."
source = "local policy"

[screening_valid_for]
value = 12
unit = "mo"
limits = { least = 3, most = 24 }
reason = "How long a search for latent tuberculosis, hepatitis, HIV, CMV and Strongyloides is believed without another one; the source does not say. A year is the time between courses."
source = "local policy"

[ecg_valid_for]
value = 2
unit = "mo"
limits = { least = 1, most = 12 }
reason = "The source dates the chest X-ray only; the ECG is done with it."
source = "local policy"

[isoniazid_delay]
value = 4
unit = "wk"
limits = { least = 2, most = 4 }
reason = "The source says 2 to 4 weeks to see that isoniazid is tolerated; the longer time unless the neurologist is in a hurry."
source = "local policy"

[immunosuppressant_washout]
value = 6
unit = "mo"
limits = { least = 3, most = 6 }
reason = "The source says 3 to 6 months after azathioprine, cyclophosphamide or rituximab; the longer time unless the counts and the neurologist say otherwise."
source = "local policy"
','058b62f48cccf7d8c337d24d3d48332dc31da97cc3f5456da25038b3b38aed67','1002','2026-12-01 05:40:26.319655');
CREATE TABLE bag (
	id VARCHAR NOT NULL, 
	course_id INTEGER NOT NULL, 
	patient_record VARCHAR NOT NULL, 
	day INTEGER NOT NULL, 
	on_date DATE NOT NULL, 
	infusion_start DATETIME NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	step VARCHAR(32), 
	vial_gtin VARCHAR, 
	vial_serial VARCHAR, 
	diluent_gtin VARCHAR, 
	diluent_lot VARCHAR, 
	drawn_at DATETIME, 
	mixed_at DATETIME, 
	clock_doubted BOOLEAN NOT NULL, 
	prepared_by VARCHAR, 
	released_by VARCHAR, 
	protocol_sha256 VARCHAR NOT NULL, 
	policy_sha256 VARCHAR NOT NULL, 
	label_copy INTEGER NOT NULL, 
	ended_because VARCHAR NOT NULL, cleared_at DATETIME, primed_at DATETIME, started_at DATETIME, ended_at DATETIME, observed_at DATETIME, primed_microlitres INTEGER, given_microlitres INTEGER, quarantined_because VARCHAR DEFAULT '' NOT NULL, primed_with VARCHAR(32) CONSTRAINT fluid CHECK (primed_with IN ('drug solution', 'saline')), 
	PRIMARY KEY (id), 
	FOREIGN KEY(course_id) REFERENCES course (id), 
	FOREIGN KEY(patient_record) REFERENCES patient (record_number), 
	FOREIGN KEY(prepared_by) REFERENCES person (badge), 
	FOREIGN KEY(released_by) REFERENCES person (badge), 
	CONSTRAINT state CHECK (state IN ('planned', 'verified', 'in preparation', 'mixed', 'labelled', 'released', 'infusing', 'completed', 'cancelled', 'discarded', 'stopped', 'quarantined')), 
	CONSTRAINT step CHECK (step IN ('order', 'patient', 'vial', 'look', 'diluent', 'draw', 'inject', 'invert', 'cover', 'print', 'bag label', 'cover label', 'check'))
);
INSERT INTO "bag" VALUES('26-000001-5',1,'00476652',1,'2026-12-01','2026-12-01 14:40:00.000000','quarantined',NULL,'09520001000010','7H2K1','09520001000027','B4471','2026-12-01 07:15:26.319655','2026-12-01 07:16:26.319655',0,'1001',NULL,'f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Out of the refrigerator for 35 min; policy allows 30.',NULL);
INSERT INTO "bag" VALUES('26-000002-3',1,'00476652',2,'2026-12-02','2026-12-02 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000003-1',1,'00476652',3,'2026-12-03','2026-12-03 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000004-0',1,'00476652',4,'2026-12-04','2026-12-04 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000005-8',1,'00476652',5,'2026-12-05','2026-12-05 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000006-6',2,'00482913',1,'2026-12-01','2026-12-01 14:25:00.000000','released',NULL,'09520001000010','7H2K2','09520001000027','B4471','2026-12-01 13:15:26.319655','2026-12-01 13:16:26.319655',0,'1001','1003','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000007-4',2,'00482913',2,'2026-12-02','2026-12-02 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000008-2',2,'00482913',3,'2026-12-03','2026-12-03 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000009-9',2,'00482913',4,'2026-12-04','2026-12-04 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000010-3',2,'00482913',5,'2026-12-05','2026-12-05 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000011-1',3,'00498344',1,'2026-12-01','2026-12-01 15:40:00.000000','labelled','check','09520001000010','7H2K3','09520001000034','G2210','2026-12-01 13:50:26.319655','2026-12-01 13:51:26.319655',0,'1001',NULL,'f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000012-0',3,'00498344',2,'2026-12-02','2026-12-02 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000013-8',3,'00498344',3,'2026-12-03','2026-12-03 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000014-6',4,'00511270',1,'2026-12-01','2026-12-01 16:10:00.000000','verified','order',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000015-4',4,'00511270',2,'2026-12-02','2026-12-02 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000016-2',4,'00511270',3,'2026-12-03','2026-12-03 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000017-9',4,'00511270',4,'2026-12-04','2026-12-04 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000018-7',4,'00511270',5,'2026-12-05','2026-12-05 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000019-5',5,'00520016',1,'2026-12-01','2026-12-01 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000020-0',5,'00520016',2,'2026-12-02','2026-12-02 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000021-8',5,'00520016',3,'2026-12-03','2026-12-03 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000022-6',6,'00533108',1,'2026-12-02','2026-12-02 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000023-4',6,'00533108',2,'2026-12-03','2026-12-03 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000024-2',6,'00533108',3,'2026-12-04','2026-12-04 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000025-9',6,'00533108',4,'2026-12-05','2026-12-05 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000026-7',6,'00533108',5,'2026-12-06','2026-12-06 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
CREATE TABLE bag_number (
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	PRIMARY KEY (year)
);
INSERT INTO "bag_number" VALUES(2026,26);
CREATE TABLE checkpoint (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	statement VARCHAR NOT NULL, 
	public_key VARCHAR NOT NULL, 
	signature VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE course (
	id INTEGER NOT NULL, 
	patient_record VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	infusion_at VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	previous_end DATE, 
	activity_evidence VARCHAR NOT NULL, 
	protocol_id VARCHAR NOT NULL, 
	protocol_version VARCHAR NOT NULL, 
	protocol_sha256 VARCHAR NOT NULL, 
	policy_sha256 VARCHAR NOT NULL, 
	ordered_by VARCHAR NOT NULL, 
	ordered_at DATETIME NOT NULL, 
	cancelled_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(ordered_by) REFERENCES person (badge), 
	FOREIGN KEY(patient_record) REFERENCES patient (record_number)
);
INSERT INTO "course" VALUES(1,'00476652',1,'2026-12-01','2026-12-05','15:40','Europe/Madrid',NULL,'','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:50:26.319655',NULL);
INSERT INTO "course" VALUES(2,'00482913',1,'2026-12-01','2026-12-05','15:25','Europe/Madrid',NULL,'','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:51:26.319655',NULL);
INSERT INTO "course" VALUES(3,'00498344',2,'2026-12-01','2026-12-03','16:40','Europe/Madrid','2025-10-27','','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:52:26.319655',NULL);
INSERT INTO "course" VALUES(4,'00511270',1,'2026-12-01','2026-12-05','17:10','Europe/Madrid',NULL,'','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:53:26.319655',NULL);
INSERT INTO "course" VALUES(5,'00520016',3,'2026-12-01','2026-12-03','17:40','Europe/Madrid','2025-11-16','two new T2 lesions','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:54:26.319655',NULL);
INSERT INTO "course" VALUES(6,'00533108',1,'2026-12-02','2026-12-06','16:10','Europe/Madrid',NULL,'','consensus-2019','1','f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc','76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce','1005','2026-12-01 05:55:26.319655',NULL);
CREATE TABLE diluent (
	gtin VARCHAR NOT NULL, 
	lot VARCHAR NOT NULL, 
	expiry DATE NOT NULL, 
	received INTEGER NOT NULL, 
	taken INTEGER NOT NULL, 
	PRIMARY KEY (gtin, lot), 
	CONSTRAINT taken_of_received CHECK (taken <= received), 
	FOREIGN KEY(gtin) REFERENCES product (gtin)
);
INSERT INTO "diluent" VALUES('09520001000027','B4471','2029-06-30',12,2);
INSERT INTO "diluent" VALUES('09520001000034','G2210','2029-03-31',3,1);
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	prev_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (hash), 
	UNIQUE (prev_hash)
);
INSERT INTO "event" VALUES(1,'b5a0554fb022e5f4e4503dc3e84cb7286ac67ac83be0984317fcca4fda71872e','e51e12860cc2af4dd9a996b40b90bacb580042c1478dca365bf41c38cf38983b','1000','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1000","left_at":null,"name":"R. Iturbe","pin_hash":"1884660d4b250729b6855ab8ad4f3afa04bf6b816c29739438c21fcca7d6b671","role":"administrator"}]},"first":true,"name":"R. Iturbe","role":"administrator","station":"rehearsal"},"result":"ok","seq":1,"subject":"1000"}');
INSERT INTO "event" VALUES(2,'e51e12860cc2af4dd9a996b40b90bacb580042c1478dca365bf41c38cf38983b','73f6fe1395a5a6ee4cce73f0ba22d824db8d90de3051861bb9a3d73d878a8df3','1001','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1001","left_at":null,"name":"T. Ruiz","pin_hash":"46bf8fe9ce61635ac64951250e0537a3c8f487398d2c59619017a91623d72a39","role":"technician"}]},"name":"T. Ruiz","role":"technician","station":"rehearsal"},"result":"ok","seq":2,"subject":"1001"}');
INSERT INTO "event" VALUES(3,'73f6fe1395a5a6ee4cce73f0ba22d824db8d90de3051861bb9a3d73d878a8df3','da812827531cec9630d423d5b3762d9175b390b09f020bcde007514ecfff5f05','1002','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1002","left_at":null,"name":"F. Soler","pin_hash":"498a5ccd2a9d59391973644fcc5bb90a19c6f2cbad3a446dbe01a5e7ea9eab00","role":"pharmacist"}]},"name":"F. Soler","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":3,"subject":"1002"}');
INSERT INTO "event" VALUES(4,'da812827531cec9630d423d5b3762d9175b390b09f020bcde007514ecfff5f05','23a0ab3380a3db598edfcdbd3d1faa92da9e249169aeb34ee836bc207ae83806','1003','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1003","left_at":null,"name":"M. Vega","pin_hash":"a5e44f4f53f90bc9fd15dc45a89a282273dfb6cd234ad49b606aca0b32148572","role":"pharmacist"}]},"name":"M. Vega","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":4,"subject":"1003"}');
INSERT INTO "event" VALUES(5,'23a0ab3380a3db598edfcdbd3d1faa92da9e249169aeb34ee836bc207ae83806','0b3a55d409fd1c231881ce6e33d996f9f838a7e80aa6df73d86dd407c925b22d','1004','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1004","left_at":null,"name":"N. Pons","pin_hash":"656511e8a2651e6c93cd1cb065fd1af66ed4fbe618140704997f4ed0fccaf93f","role":"nurse"}]},"name":"N. Pons","role":"nurse","station":"rehearsal"},"result":"ok","seq":5,"subject":"1004"}');
INSERT INTO "event" VALUES(6,'0b3a55d409fd1c231881ce6e33d996f9f838a7e80aa6df73d86dd407c925b22d','a68c21269f7a335bbb7de30085dad03ecd581b53d273211115f6e44091a0611a','1005','{"act":"people.add","at":"2026-12-01T05:40:26.319655+00:00","by":"1000","data":{"changed":{"person":[{"badge":"1005","left_at":null,"name":"I. Lasa","pin_hash":"a298e6ab076aa3c9ba620ae29e75b95aa84dcba3e17efdf952e63970077d88f8","role":"physician"}]},"name":"I. Lasa","role":"physician","station":"rehearsal"},"result":"ok","seq":6,"subject":"1005"}');
INSERT INTO "event" VALUES(7,'a68c21269f7a335bbb7de30085dad03ecd581b53d273211115f6e44091a0611a','2b57ed95e43bb04fca375fe64ba805eb09508a7a1a23b31762a598dd76747ddd','policy','{"act":"policy.sign","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"approval":[{"id":1,"policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","policy_text":"# What the clinical source leaves open. Each value is the site''s own decision, marked as such wherever it\n# is used, and has no force until a pharmacist signs this very file. `limits` is the range in which a\n# value may be moved; outside it the file is refused.\nid = \"site-policy\"\nversion = \"1\"\n\n[eight_hours_cover]\nvalue = \"start\"\nreason = \"The source limits storage before the infusion. Choose \\\"end\\\" where the product information in force says that the infusion must be over within the 8 hours too.\"\nsource = \"local policy\"\n\n[outside_refrigerator]\nvalue = 30\nunit = \"min\"\nlimits = { least = 0, most = 60 }\nreason = \"The source says at once or refrigerated. Half an hour is the way to the ward, the bedside check and priming, all together.\"\nsource = \"local policy\"\n\n[draw_to_injection]\nvalue = 15\nunit = \"min\"\nlimits = { least = 5, most = 60 }\nreason = \"The clock starts when the concentrate enters the bag. Longer in the syringe, and nobody knows what was kept how.\"\nsource = \"local policy\"\n\n[temperature_reading_gap]\nvalue = 30\nunit = \"min\"\nlimits = { least = 5, most = 60 }\nreason = \"An excursion must not stay unseen for longer than a bag may be out of the refrigerator.\"\nsource = \"local policy\"\n\n[thermometer]\nunit = \"°C\"\npossible = { least = -30, most = 60 }\nreason = \"What the probe of a refrigerator can show. Beyond it a reading is a slip of the keyboard or a broken probe, and is refused.\"\nsource = \"local policy\"\n\n[laminar_flow_cabinet_required]\nvalue = true\nreason = \"The source asks for aseptic technique only; a cabinet is the usual practice of a hospital pharmacy.\"\nsource = \"local policy\"\n\n[line_volume]\nvalue = 20\nunit = \"mL\"\nlimits = { least = 5, most = 40 }\nreason = \"A usual infusion line with filter. Put in what the maker of the site''s own line states.\"\nsource = \"local policy\"\n\n[first_warning]\nvalue = 60\nunit = \"min\"\nlimits = { least = 30, most = 240 }\nreason = \"Time enough to call the ward, bring the bag and prime the line before \\\"start before\\\".\"\nsource = \"local policy\"\n\n[last_warning]\nvalue = 15\nunit = \"min\"\nlimits = { least = 5, most = 60 }\nreason = \"The last moment at which a primed bag beside the patient can still be started unhurriedly.\"\nsource = \"local policy\"\n\n[premedication_tolerance]\nvalue = 30\nunit = \"min\"\nlimits = { least = 0, most = 60 }\nreason = \"The source gives about 120 min and 90 min; half an hour keeps the order of the medicines.\"\nsource = \"local policy\"\n\n[premedication_delay]\nvalue = 90\nunit = \"min\"\nlimits = { least = 30, most = 180 }\nreason = \"The source says about. When the start is later than this after its time, the patient is no longer premedicated as meant.\"\nsource = \"local policy\"\n\n[vital_signs_before]\nvalue = 60\nunit = \"min\"\nlimits = { least = 15, most = 120 }\nreason = \"The source asks for them every hour from the start on; older ones say nothing of the patient who is about to be infused.\"\nsource = \"local policy\"\n\n[heart_rate]\nunit = \"/min\"\nusual = { least = 50, most = 120 }\npossible = { least = 20, most = 250 }\nreason = \"Outside the usual the nurse calls the physician; outside the possible it was not typed right.\"\nsource = \"local policy\"\n\n[systolic_pressure]\nunit = \"mmHg\"\nusual = { least = 90, most = 180 }\npossible = { least = 40, most = 300 }\nreason = \"Outside the usual the nurse calls the physician; outside the possible it was not typed right.\"\nsource = \"local policy\"\n\n[diastolic_pressure]\nunit = \"mmHg\"\nusual = { least = 50, most = 110 }\npossible = { least = 20, most = 200 }\nreason = \"Outside the usual the nurse calls the physician; outside the possible it was not typed right.\"\nsource = \"local policy\"\n\n[body_temperature]\nunit = \"°C\"\nusual = { least = 35.0, most = 37.9 }\npossible = { least = 30, most = 43 }\nreason = \"From 38 °C on an infection or a reaction has to be thought of; outside the possible it was not typed right.\"\nsource = \"local policy\"\n\n[bedside_scans]\nvalue = 60\nunit = \"s\"\nlimits = { least = 15, most = 120 }\nreason = \"Time enough for two scans and a look at what the screen says. Longer, and somebody may have come in between, or the nurse may stand at another bed.\"\nsource = \"local policy\"\n\n[place_scan]\nvalue = 60\nunit = \"s\"\nlimits = { least = 15, most = 300 }\nreason = \"Time enough to walk from the bench to the refrigerator. Longer, and the bag may have been put down elsewhere.\"\nsource = \"local policy\"\n\n[may_be_overridden]\nvalue = [\"premedication\", \"vital-signs\"]\nreason = \"How late a medicine is, or how much a pulse of 130 matters, a physician or a pharmacist can judge at the bedside. Nobody can judge a wrong patient, a warm bag or a late one.\"\nsource = \"local policy\"\n\n[idle_lock]\nvalue = 10\nunit = \"min\"\nlimits = { least = 2, most = 30 }\nreason = \"A window that nobody uses shows patients'' names, and lets anybody act under another''s name. Drawing and injecting take minutes without a key; who leaves the room is gone for longer.\"\nsource = \"local policy\"\n\n[aciclovir_duration]\nvalue = 28\nunit = \"d\"\nlimits = { least = 28, most = 56 }\nreason = \"The source says 4 to 8 weeks, at least 4; the shortest time that fulfils it.\"\nsource = \"local policy\"\n\n[aciclovir_morning]\nvalue = \"08:00\"\nreason = \"With the ward''s morning round, before the first infusion.\"\nsource = \"local policy\"\n\n[aciclovir_evening]\nvalue = \"20:00\"\nreason = \"12 hours after the morning dose.\"\nsource = \"local policy\"\n\n[pantoprazole_time]\nvalue = \"08:00\"\nreason = \"Before breakfast, and before the steroid.\"\nsource = \"local policy\"\n\n[paracetamol_interval]\nvalue = 6\nunit = \"h\"\nlimits = { least = 4, most = 8 }\nreason = \"The source says on demand without an interval; 1 g every 6 hours is the usual one in adults.\"\nsource = \"local policy\"\n\n[paracetamol_most]\nvalue = 4\nunit = \"g\"\nlimits = { least = 1, most = 4 }\nreason = \"The usual most in 24 hours in adults without liver disease, the dose before the infusion included.\"\nsource = \"local policy\"\n\n[dexchlorpheniramine_interval]\nvalue = 8\nunit = \"h\"\nlimits = { least = 6, most = 12 }\nreason = \"The source says on demand without an interval; 5 mg every 8 hours keeps well inside the most in 24 hours.\"\nsource = \"local policy\"\n\n[dexchlorpheniramine_most]\nvalue = 20\nunit = \"mg\"\nlimits = { least = 5, most = 20 }\nreason = \"The most in 24 hours that this pharmacy accepts, the dose before the infusion included.\"\nsource = \"local policy\"\n\n[baseline_tests_valid_for]\nvalue = 1\nunit = \"mo\"\nlimits = { least = 1, most = 3 }\nreason = \"The source asks for them before the infusion without saying how long before; after a course they are repeated every month, so that is how long they are believed.\"\nsource = \"local policy\"\n\n[counts_valid_for]\nvalue = 1\nunit = \"mo\"\nlimits = { least = 1, most = 3 }\nreason = \"Lymphocytes and CD4 change while a washout goes on. A count from before the last month says what was, not what is.\"\nsource = \"local policy\"\n\n[pregnancy_test_valid_for]\nvalue = 7\nunit = \"d\"\nlimits = { least = 1, most = 14 }\nreason = \"The source asks for the test without a date; a week leaves time to order and to cancel.\"\nsource = \"local policy\"\n\n[infection_excluded_within]\nvalue = 7\nunit = \"d\"\nlimits = { least = 1, most = 14 }\nreason = \"An infection begins within days. Who was well a month ago may have a fever today.\"\nsource = \"local policy\"\n\n[screening_valid_for]\nvalue = 12\nunit = \"mo\"\nlimits = { least = 3, most = 24 }\nreason = \"How long a search for latent tuberculosis, hepatitis, HIV, CMV and Strongyloides is believed without another one; the source does not say. A year is the time between courses.\"\nsource = \"local policy\"\n\n[ecg_valid_for]\nvalue = 2\nunit = \"mo\"\nlimits = { least = 1, most = 12 }\nreason = \"The source dates the chest X-ray only; the ECG is done with it.\"\nsource = \"local policy\"\n\n[isoniazid_delay]\nvalue = 4\nunit = \"wk\"\nlimits = { least = 2, most = 4 }\nreason = \"The source says 2 to 4 weeks to see that isoniazid is tolerated; the longer time unless the neurologist is in a hurry.\"\nsource = \"local policy\"\n\n[immunosuppressant_washout]\nvalue = 6\nunit = \"mo\"\nlimits = { least = 3, most = 6 }\nreason = \"The source says 3 to 6 months after azathioprine, cyclophosphamide or rituximab; the longer time unless the counts and the neurologist say otherwise.\"\nsource = \"local policy\"\n","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_text":"# The clinical rules, as data. Every value says where it stands in the source; \"R17\" is the source''s\n# Recommendation 17. A value that the source does not give is not here but in site-policy.toml.\nid = \"consensus-2019\"\nversion = \"1\"\ncitation = \"J.E. Meca-Lallana et al. Expert consensus on the use of alemtuzumab in daily clinical practice in Spain. Neurología. Sociedad Española de Neurología, 2019.\"\n\n# --- drug and dose ---\ndrug = { value = \"alemtuzumab\", source = \"Treatment\" }\nroute = { value = \"intravenous\", source = \"Treatment\" }\ndose = { value = 12, unit = \"mg\", source = \"Treatment\" }\nvial_dose = { value = 12, unit = \"mg\", source = \"Treatment; Fig. 3\" }\nvial_volume = { value = 1.2, unit = \"mL\", source = \"Fig. 3\" }\nvial_refrigerated = { value = true, source = \"Fig. 3\" }\nvial_never_frozen = { value = true, source = \"Fig. 3\" }\n\n# --- who, and how far apart ---\ninterval = { value = 12, unit = \"mo\", source = \"Second and subsequent courses\", recommendation = \"R23\" }\ninterval_cd4_above = { value = 200, unit = \"cells/µL\", source = \"Second and subsequent courses\", recommendation = \"R23\" }\ninterval_longer_with_complication = { value = true, source = \"Second and subsequent courses\", recommendation = \"R23\" }\nage_least = { value = 18, unit = \"y\", source = \"Paediatric populations\" }\n\n# --- preparation ---\naseptic_technique = { value = true, source = \"Fig. 3\" }\nlaminar_flow_cabinet_required = { value = false, source = \"Fig. 3\" }\ndo_not_agitate = { value = true, source = \"Fig. 3\" }\nopaque_bag = { value = true, source = \"Fig. 3\" }\nopaque_line_required = { value = false, source = \"Fig. 3\" }\nstorage_limit = { value = 8, unit = \"h\", source = \"Fig. 3\" }\nstorage_temperature_least = { value = 2, unit = \"°C\", source = \"Fig. 3\" }\nstorage_temperature_most = { value = 8, unit = \"°C\", source = \"Fig. 3\" }\nstorage_protected_from_light = { value = true, source = \"Fig. 3\" }\nprepared_by_trained_staff = { value = true, source = \"Fig. 3\" }\nprime_line_with_drug = { value = true, source = \"Fig. 3\" }\ngive_what_is_left_in_line = { value = true, source = \"Fig. 3\" }\n\n# --- infusion and observation ---\ninfusion_least = { value = 4, unit = \"h\", source = \"Fig. 3\", recommendation = \"R18\" }\ninfusion_most = { value = 8, unit = \"h\", source = \"Fig. 3\", recommendation = \"R18\" }\nobservation = { value = 2, unit = \"h\", source = \"Perfusion rate\", recommendation = \"R18\" }\nobservation_every = { value = 1, unit = \"h\", source = \"Monitoring during perfusion\", recommendation = \"R19\" }\ncatheter_stays = { value = true, source = \"Perfusion rate\", recommendation = \"R18\" }\nobserved = { value = [\"heart-rate\", \"blood-pressure\", \"temperature\", \"skin\"], source = \"Monitoring during perfusion\", recommendation = \"R19\" }\n\n[diluents.sodium-chloride]\nstrength = { value = 0.9, unit = \"%\", source = \"Fig. 3\" }\nvolume = { value = 100, unit = \"mL\", source = \"Fig. 3\" }\n\n[diluents.glucose]\nstrength = { value = 5, unit = \"%\", source = \"Fig. 3\" }\nvolume = { value = 100, unit = \"mL\", source = \"Fig. 3\" }\n\n# --- courses, with the steroid of each day ---\n[courses.1]\ndays = { value = 5, unit = \"1\", source = \"Treatment\" }\nevidence_of_activity = { value = false, source = \"Treatment\" }\n\n[courses.1.methylprednisolone]\n1 = { value = 1000, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n2 = { value = 1000, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n3 = { value = 500, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n4 = { value = 250, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n5 = { value = 250, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n\n[courses.2]\ndays = { value = 3, unit = \"1\", source = \"Treatment\" }\nevidence_of_activity = { value = false, source = \"Treatment\" }\n\n[courses.2.methylprednisolone]\n1 = { value = 750, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n2 = { value = 500, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n3 = { value = 250, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\n\n# The source gives no taper for courses 3 and 4; R24 says that later courses follow the same procedures.\n# Course 2''s is repeated, and every order made from it says so.\n[courses.3]\ndays = { value = 3, unit = \"1\", source = \"Treatment; Evaluation of treatment response\" }\nevidence_of_activity = { value = true, source = \"Evaluation of treatment response\" }\nextended_from = { value = 2, unit = \"1\", source = \"Second and subsequent courses\", recommendation = \"R24\" }\n\n[courses.3.methylprednisolone]\n1 = { value = 750, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n2 = { value = 500, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n3 = { value = 250, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n\n[courses.4]\ndays = { value = 3, unit = \"1\", source = \"Treatment; Evaluation of treatment response\" }\nevidence_of_activity = { value = true, source = \"Evaluation of treatment response\" }\nextended_from = { value = 2, unit = \"1\", source = \"Second and subsequent courses\", recommendation = \"R24\" }\n\n[courses.4.methylprednisolone]\n1 = { value = 750, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n2 = { value = 500, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n3 = { value = 250, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17, R24\" }\n\n# --- premedication ---\n[premedication.antipyretic]\ndrug = { value = \"paracetamol\", source = \"Fig. 3\", recommendation = \"R17\" }\nroute = { value = \"oral or intravenous\", source = \"Fig. 3\", recommendation = \"R17\" }\ndose = { value = 1, unit = \"g\", source = \"Fig. 3\", recommendation = \"R17\" }\nbefore = { value = 120, unit = \"min\", source = \"Fig. 3\", recommendation = \"R17\" }\nas_needed = { value = true, source = \"Fig. 3\", recommendation = \"R17\" }\n\n[premedication.antihistamine]\ndrug = { value = \"dexchlorpheniramine\", source = \"Fig. 3\", recommendation = \"R17\" }\nroute = { value = \"oral or intravenous\", source = \"Fig. 3\", recommendation = \"R17\" }\ndose = { value = 5, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\nbefore = { value = 120, unit = \"min\", source = \"Fig. 3\", recommendation = \"R17\" }\nas_needed = { value = true, source = \"Fig. 3\", recommendation = \"R17\" }\n\n[premedication.steroid]\ndrug = { value = \"methylprednisolone\", source = \"Fig. 3\", recommendation = \"R17\" }\nroute = { value = \"intravenous\", source = \"Fig. 3\", recommendation = \"R17\" }\nbefore = { value = 90, unit = \"min\", source = \"Fig. 3\", recommendation = \"R17\" }\n\n[premedication.gastric_protector]\ndrug = { value = \"pantoprazole\", source = \"Fig. 3\", recommendation = \"R17\" }\nroute = { value = \"oral\", source = \"Fig. 3\", recommendation = \"R17\" }\ndose = { value = 40, unit = \"mg\", source = \"Fig. 3\", recommendation = \"R17\" }\nevery = { value = 24, unit = \"h\", source = \"Fig. 3\", recommendation = \"R17\" }\n\n[premedication.antiviral]\ndrug = { value = \"aciclovir\", source = \"Fig. 5\", recommendation = \"R9, R16\" }\nroute = { value = \"oral\", source = \"Fig. 5\", recommendation = \"R9, R16\" }\ndose = { value = 200, unit = \"mg\", source = \"Fig. 5\", recommendation = \"R9, R16\" }\nevery = { value = 12, unit = \"h\", source = \"Fig. 5\", recommendation = \"R9, R16\" }\nleast_duration = { value = 4, unit = \"wk\", source = \"Fig. 5\", recommendation = \"R9, R16\" }\nmost_duration = { value = 8, unit = \"wk\", source = \"During administration of alemtuzumab\", recommendation = \"R9, R16\" }\nbefore_first_infusion = { value = true, source = \"Treatment\", recommendation = \"R16\" }\n\n[premedication.antiviral.alternative]\ndrug = { value = \"valaciclovir\", source = \"During administration of alemtuzumab\", recommendation = \"R9\" }\nroute = { value = \"oral\", source = \"During administration of alemtuzumab\", recommendation = \"R9\" }\ndose = { value = 500, unit = \"mg\", source = \"During administration of alemtuzumab\", recommendation = \"R9\" }\nevery = { value = 24, unit = \"h\", source = \"During administration of alemtuzumab\", recommendation = \"R9\" }\n\n# --- infusion: each rate runs until the next one''s start, the last to the end ---\n[infusion_rates.1]\nstart = { value = 0, unit = \"min\", source = \"Fig. 3\", recommendation = \"R18\" }\nrate = { value = 5, unit = \"mL/h\", source = \"Fig. 3\", recommendation = \"R18\" }\n\n[infusion_rates.2]\nstart = { value = 30, unit = \"min\", source = \"Fig. 3\", recommendation = \"R18\" }\nrate = { value = 10, unit = \"mL/h\", source = \"Fig. 3\", recommendation = \"R18\" }\n\n[infusion_rates.3]\nstart = { value = 60, unit = \"min\", source = \"Fig. 3\", recommendation = \"R18\" }\nrate = { value = 15, unit = \"mL/h\", source = \"Fig. 3\", recommendation = \"R18\" }\n\n[infusion_rates.4]\nstart = { value = 90, unit = \"min\", source = \"Fig. 3\", recommendation = \"R18\" }\nrate = { value = 20, unit = \"mL/h\", source = \"Fig. 3\", recommendation = \"R18\" }\n\n[infusion_rates.5]\nstart = { value = 150, unit = \"min\", source = \"Fig. 3\", recommendation = \"R18\" }\nrate = { value = 25, unit = \"mL/h\", source = \"Fig. 3\", recommendation = \"R18\" }\n\n# --- infusion reactions ---\n[reactions.mild]\ngrades = { value = \"1\", source = \"Fig. 3\", recommendation = \"R20\" }\nacts = { value = [\"symptomatic-medication\", \"continue-infusion\"], source = \"Fig. 3\", recommendation = \"R20\" }\n\n[reactions.moderate]\ngrades = { value = \"2–3\", source = \"Fig. 3\", recommendation = \"R20\" }\nacts = { value = [\"symptomatic-medication\", \"reduce-rate-or-stop\", \"flush-line-with-saline\", \"wait-for-symptoms-to-subside\", \"resume-at-reduced-rate\"], source = \"Fig. 3\", recommendation = \"R20\" }\nreduce_by = { value = 50, unit = \"%\", source = \"Fig. 3\", recommendation = \"R20\" }\nresume_at = { value = 50, unit = \"%\", source = \"Fig. 3\", recommendation = \"R20\" }\n\n[reactions.severe]\ngrades = { value = \"4\", source = \"Fig. 3\", recommendation = \"R20\" }\nacts = { value = [\"symptomatic-medication\", \"stop-for-good\", \"flush-line-with-saline\"], source = \"Fig. 3\", recommendation = \"R20\" }\n\n# --- after each course: what the patient''s card says ---\n[follow_up]\ntests = { value = [\"blood-count\", \"kidney\", \"biochemistry\", \"proteinuria\"], source = \"Post-treatment; Fig. 5\" }\ntests_every = { value = 1, unit = \"mo\", source = \"Post-treatment; Fig. 5\" }\ntests_for = { value = 48, unit = \"mo\", source = \"Post-treatment; Fig. 5\" }\nthyroid_every = { value = 3, unit = \"mo\", source = \"Post-treatment; Fig. 5\" }\nchecklist_every = { value = 1, unit = \"mo\", source = \"Fig. 5\", recommendation = \"R21\" }\ncytology_every = { value = 1, unit = \"y\", source = \"Post-treatment; Fig. 5\", recommendation = \"R22\" }\ncytology_for = { value = 4, unit = \"y\", source = \"Fig. 5\", recommendation = \"R22\" }\ncontraception_for = { value = 4, unit = \"mo\", source = \"Pregnancy and breastfeeding\", recommendation = \"R14, R27\" }\nno_breastfeeding_for = { value = 4, unit = \"mo\", source = \"Pregnancy and breastfeeding\", recommendation = \"R28\" }\ndiet_before = { value = 2, unit = \"wk\", source = \"During administration of alemtuzumab\", recommendation = \"R10\" }\ndiet_for = { value = 1, unit = \"mo\", source = \"During administration of alemtuzumab; Fig. 5\", recommendation = \"R10\" }\nno_live_vaccines_for = { value = 6, unit = \"mo\", source = \"Table 2\" }\nno_live_vaccines_cd4 = { value = 200, unit = \"cells/µL\", source = \"Table 2\" }\n\n[warning_signs]\nhaematology = { value = [\"bleeding\", \"heavy-periods\", \"bruises\", \"skin-stains\"], source = \"Fig. 4\", recommendation = \"R21\" }\nthyroid = { value = [\"weight\", \"heat-or-cold\", \"bowels\"], source = \"Fig. 4\", recommendation = \"R21\" }\nkidney = { value = [\"urine\", \"swollen-legs\"], source = \"Fig. 4\", recommendation = \"R21\" }\ninfection = { value = [\"fever\", \"other-infection\"], source = \"Fig. 4\", recommendation = \"R11, R21\" }\n\n# --- before a course is released: what must be so, and what is recommended. What is required by the source''s own\n# words (\"must\", \"requires\", \"contraindicated\") cannot be overridden; what is recommended can be, with a reason\n# and a signature.\n[readiness.items]\nadult = { value = \"required\", source = \"Paediatric populations\" }\nconsent = { value = \"required\", source = \"Pretreatment\", recommendation = \"R12\" }\nbaseline-tests = { value = \"recommended\", source = \"Pretreatment; Fig. 5\", recommendation = \"R13\" }\nconcomitant-treatments = { value = \"recommended\", source = \"Pretreatment; Fig. 5\", recommendation = \"R13\" }\nwashout = { value = \"recommended\", source = \"Table 3\", recommendation = \"R2, R13\" }\npregnancy-test = { value = \"recommended\", source = \"Pretreatment; Pregnancy and breastfeeding\", recommendation = \"R14, R26\" }\ncontraception = { value = \"recommended\", source = \"Pretreatment; Pregnancy and breastfeeding\", recommendation = \"R14, R27\" }\nbreastfeeding = { value = \"recommended\", source = \"Pregnancy and breastfeeding\", recommendation = \"R28\" }\nactive-infection = { value = \"required\", source = \"Before administration of alemtuzumab; Fig. 5\" }\ntuberculosis = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R7, R14\" }\nhepatitis-b = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\nhepatitis-c = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\nhiv = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\ncytomegalovirus = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\nvaricella-zoster = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\npapillomavirus = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\nstrongyloides = { value = \"recommended\", source = \"Before administration of alemtuzumab; Fig. 5\", recommendation = \"R8\" }\nserology = { value = \"recommended\", source = \"Vaccination strategies with alemtuzumab\", recommendation = \"R4\" }\nvaccination-history = { value = \"recommended\", source = \"Vaccination strategies with alemtuzumab\", recommendation = \"R4\" }\nvaccine-influenza = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-pneumococcal-13 = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-pneumococcal-23 = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-hepatitis-b = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-hepatitis-a = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-tetanus-diphtheria = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-papillomavirus = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-varicella = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nvaccine-measles-mumps-rubella = { value = \"recommended\", source = \"Table 1\", recommendation = \"R5, R6\" }\nlive-vaccines = { value = \"required\", source = \"Table 2\", recommendation = \"R3, R6\" }\necg = { value = \"recommended\", source = \"Pretreatment; Fig. 5\", recommendation = \"R15\" }\nchest-x-ray = { value = \"recommended\", source = \"Pretreatment; Fig. 5\", recommendation = \"R15\" }\nantiviral = { value = \"recommended\", source = \"Treatment; Fig. 5\", recommendation = \"R9, R16\" }\ndiet = { value = \"recommended\", source = \"Pretreatment; Fig. 5\", recommendation = \"R10\" }\ninterval = { value = \"required\", source = \"Second and subsequent courses\", recommendation = \"R23\" }\ncd4 = { value = \"required\", source = \"Second and subsequent courses\", recommendation = \"R23\" }\ncomplication = { value = \"required\", source = \"Second and subsequent courses\", recommendation = \"R23\" }\nactivity = { value = \"required\", source = \"Evaluation of treatment response\" }\n\n[readiness.chest_x_ray]\nvalid_for = { value = 2, unit = \"mo\", source = \"Pretreatment\", recommendation = \"R15\" }\n\n[readiness.isoniazid]\ndose = { value = 300, unit = \"mg\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\nevery = { value = 24, unit = \"h\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\nduration = { value = 6, unit = \"mo\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\nvitamin = { value = \"vitamin B6\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\ndelay_least = { value = 2, unit = \"wk\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\ndelay_most = { value = 4, unit = \"wk\", source = \"Before administration of alemtuzumab\", recommendation = \"R7\" }\n\n[readiness.strongyloides]\nregions = { value = [\"latin-america\", \"north-africa\"], source = \"Before administration of alemtuzumab\", recommendation = \"R8\" }\n\n# --- vaccines: months of each dose after the first; where there are two schedules, either will do ---\n[readiness.vaccines.influenza]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"always\", source = \"Table 1\", recommendation = \"R5\" }\ncampaign_first_month = { value = 10, unit = \"1\", source = \"Table 1\", recommendation = \"R5\" }\ncampaign_last_month = { value = 12, unit = \"1\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.pneumococcal-13]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"always\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.pneumococcal-23]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"always\", source = \"Table 1\", recommendation = \"R5\" }\nafter_pneumococcal_13 = { value = 2, unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nboosters = { value = [60], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.hepatitis-b]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 1, 2, 6]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"anti-hbs-low\", source = \"Table 1\", recommendation = \"R5\" }\nprotective_from = { value = 10, unit = \"IU/mL\", source = \"Table 1\", recommendation = \"R5\" }\nresponse_after = { value = 1, unit = \"mo\", source = \"Table 1, note d\", recommendation = \"R5\" }\nresponse_above = { value = 10, unit = \"IU/mL\", source = \"Table 1, note d\", recommendation = \"R5\" }\nagain_doses = { value = 3, unit = \"1\", source = \"Table 1, note d\", recommendation = \"R5\" }\nagain_every = { value = 1, unit = \"mo\", source = \"Table 1, note d\", recommendation = \"R5\" }\n\n[readiness.vaccines.hepatitis-a]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 6]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"igg-negative\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.tetanus-diphtheria]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 1, 6], [0, 1, 12]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"always\", source = \"Table 1\", recommendation = \"R5\" }\nboosters = { value = [120, 240], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.papillomavirus]\nlive = { value = false, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 1, 6], [0, 2, 6]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"women\", source = \"Table 1, note b\", recommendation = \"R5\" }\nage_below = { value = 26, unit = \"y\", source = \"Table 1, note b\", recommendation = \"R5\" }\n\n[readiness.vaccines.varicella]\nlive = { value = true, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 1]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"igg-negative\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.vaccines.measles-mumps-rubella]\nlive = { value = true, source = \"Table 1\", recommendation = \"R5\" }\nschedules = { value = [[0, 1]], unit = \"mo\", source = \"Table 1\", recommendation = \"R5\" }\nindication = { value = \"igg-negative\", source = \"Table 1\", recommendation = \"R5\" }\n\n[readiness.live_vaccines]\ncomplete_before = { value = 6, unit = \"wk\", source = \"Table 2\" }\napart = { value = 4, unit = \"wk\", source = \"Table 1, note c\" }\nsteroid_dose_above = { value = 20, unit = \"mg\", source = \"Table 2\" }\nsteroid_longer_than = { value = 15, unit = \"d\", source = \"Table 2\" }\nafter_steroid = { value = 1, unit = \"mo\", source = \"Table 2\" }\nafter_bolus_judged = { value = 3, unit = \"mo\", source = \"Table 2\" }\nafter_natalizumab_or_fingolimod = { value = 3, unit = \"mo\", source = \"Table 2\" }\n\n# --- previous treatments ---\n[readiness.washout.teriflunomide]\nelimination = { value = 11, unit = \"d\", source = \"Table 3\", recommendation = \"R13\" }\ncholestyramine = { value = 8, unit = \"g\", source = \"Table 3\", recommendation = \"R13\" }\ncholestyramine_a_day = { value = 3, unit = \"1\", source = \"Table 3\", recommendation = \"R13\" }\ncharcoal = { value = 50, unit = \"g\", source = \"Table 3\", recommendation = \"R13\" }\ncharcoal_a_day = { value = 2, unit = \"1\", source = \"Table 3\", recommendation = \"R13\" }\nlevel_below = { value = 0.02, unit = \"mg/L\", source = \"Table 3\", recommendation = \"R13\" }\n\n[readiness.washout.dimethyl-fumarate]\nlymphocytes_above = { value = 800, unit = \"cells/µL\", source = \"Table 3\", recommendation = \"R13\" }\n\n[readiness.washout.fingolimod]\nwait = { value = 6, unit = \"wk\", source = \"Table 3\", recommendation = \"R13\" }\nlymphocytes_above = { value = 800, unit = \"cells/µL\", source = \"Table 3\", recommendation = \"R13\" }\n\n[readiness.washout.natalizumab]\nwait = { value = 12, unit = \"wk\", source = \"Table 3\", recommendation = \"R13\" }\ngadolinium_mri = { value = true, source = \"Table 3\", recommendation = \"R13\" }\nlatent_pml_excluded_if_jcv = { value = true, source = \"Table 3\", recommendation = \"R13\" }\n\n[readiness.washout.immunosuppressants]\ndrugs = { value = [\"azathioprine\", \"cyclophosphamide\", \"rituximab\"], source = \"Table 3\", recommendation = \"R13\" }\nwait_least = { value = 3, unit = \"mo\", source = \"Table 3\", recommendation = \"R13\" }\nwait_most = { value = 6, unit = \"mo\", source = \"Table 3\", recommendation = \"R13\" }\nlymphocytes_above = { value = 800, unit = \"cells/µL\", source = \"Table 3\", recommendation = \"R13\" }\ncd4_above = { value = 200, unit = \"cells/µL\", source = \"Table 3\", recommendation = \"R13\" }\n\n# --- where the product information says otherwise: shown when an order is verified, never applied ---\n[differs.methylprednisolone]\ndose = { value = 1000, unit = \"mg\", source = \"Product information (EU, US)\" }\nfirst_day = { value = 1, unit = \"1\", source = \"Product information (EU, US)\" }\nlast_day = { value = 3, unit = \"1\", source = \"Product information (EU, US)\" }\n\n# Restrictions that came after the source: reminders to read the product information in force, never a verdict.\n[differs.restrictions]\ncontraindications = { value = [\"severe-active-infection\", \"uncontrolled-hypertension\", \"arterial-dissection\", \"stroke\", \"angina-or-infarction\", \"coagulopathy-or-anticoagulants\", \"other-autoimmune-disease\", \"hiv\"], source = \"Product information (EU, since 2019)\" }\naround_each_infusion = { value = [\"ecg\", \"platelets\"], source = \"Product information (EU, since 2019)\" }\n","signed_at":"2026-12-01T05:40:26.319655+00:00","signed_by":"1002","signed_sha256":"058b62f48cccf7d8c337d24d3d48332dc31da97cc3f5456da25038b3b38aed67"}]},"policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","signed_sha256":"058b62f48cccf7d8c337d24d3d48332dc31da97cc3f5456da25038b3b38aed67","station":"rehearsal"},"result":"ok","seq":7,"subject":"policy"}');
INSERT INTO "event" VALUES(8,'2b57ed95e43bb04fca375fe64ba805eb09508a7a1a23b31762a598dd76747ddd','aad0a93a414fbf527bae218f78a244be281e067baa4dcbac3730f464ee7d6bcf','09520001000010','{"act":"stock.enrol","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"product":[{"diluent":"","enrolled_at":"2026-12-01T05:40:26.319655+00:00","enrolled_by":"1002","gtin":"09520001000010","kind":"vial","name":"LEMTRADA","witnessed_by":"1001"}]},"product":{"diluent":"","gtin":"09520001000010","kind":"vial","name":"LEMTRADA"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":8,"subject":"09520001000010"}');
INSERT INTO "event" VALUES(9,'aad0a93a414fbf527bae218f78a244be281e067baa4dcbac3730f464ee7d6bcf','8fe545415860aff046d700359a69edc6bb1dc4d1090afc96c6e386689eba31e6','09520001000027','{"act":"stock.enrol","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"product":[{"diluent":"sodium-chloride","enrolled_at":"2026-12-01T05:40:26.319655+00:00","enrolled_by":"1002","gtin":"09520001000027","kind":"diluent","name":"Sodio cloruro 0,9 % San Telmo","witnessed_by":"1001"}]},"product":{"diluent":"sodium-chloride","gtin":"09520001000027","kind":"diluent","name":"Sodio cloruro 0,9 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":9,"subject":"09520001000027"}');
INSERT INTO "event" VALUES(10,'8fe545415860aff046d700359a69edc6bb1dc4d1090afc96c6e386689eba31e6','fd1e50be9ffb9a4876611c4441002e832584c1e6b5416af88b0b07c2032b9c78','09520001000034','{"act":"stock.enrol","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"product":[{"diluent":"glucose","enrolled_at":"2026-12-01T05:40:26.319655+00:00","enrolled_by":"1002","gtin":"09520001000034","kind":"diluent","name":"Glucosa 5 % San Telmo","witnessed_by":"1001"}]},"product":{"diluent":"glucose","gtin":"09520001000034","kind":"diluent","name":"Glucosa 5 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":10,"subject":"09520001000034"}');
INSERT INTO "event" VALUES(11,'fd1e50be9ffb9a4876611c4441002e832584c1e6b5416af88b0b07c2032b9c78','5c3f318bded4b972436d71a0ee2a1c75ffb6a8d66591b7063c0f6f5ad3a618ae','7H2K1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K1"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K1"}},"result":"ok","seq":11,"subject":"7H2K1"}');
INSERT INTO "event" VALUES(12,'5c3f318bded4b972436d71a0ee2a1c75ffb6a8d66591b7063c0f6f5ad3a618ae','a180e225f2581f7c1aa9988d7218598d26229defe4ca0bc9badb7bfd2a2f9ac6','7H2K2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K2"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K2"}},"result":"ok","seq":12,"subject":"7H2K2"}');
INSERT INTO "event" VALUES(13,'a180e225f2581f7c1aa9988d7218598d26229defe4ca0bc9badb7bfd2a2f9ac6','f575c37893499bfb083741d68871bf8083c584e196f3f6df857269a2131f7114','7H2K3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K3"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K3"}},"result":"ok","seq":13,"subject":"7H2K3"}');
INSERT INTO "event" VALUES(14,'f575c37893499bfb083741d68871bf8083c584e196f3f6df857269a2131f7114','d8db150e5dcef37f67ebab128d57e73ee7f03886fa98176011e110cd0d8cc0b3','7H2K4','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K4"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K4"}},"result":"ok","seq":14,"subject":"7H2K4"}');
INSERT INTO "event" VALUES(15,'d8db150e5dcef37f67ebab128d57e73ee7f03886fa98176011e110cd0d8cc0b3','de6f8ae9d70f389215413ceac53191d99e5cf374028386eb206c79bd809edd1c','7H2K5','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K5"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K5"}},"result":"ok","seq":15,"subject":"7H2K5"}');
INSERT INTO "event" VALUES(16,'de6f8ae9d70f389215413ceac53191d99e5cf374028386eb206c79bd809edd1c','ae540bfbcded2551f9f94ce744f369258bc2845f63b7bb89e8853bc9f18a69b6','7H2K6','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K6"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K6"}},"result":"ok","seq":16,"subject":"7H2K6"}');
INSERT INTO "event" VALUES(17,'ae540bfbcded2551f9f94ce744f369258bc2845f63b7bb89e8853bc9f18a69b6','f5e77dc941e293fc31bf1329e1eac0ee5f6f96359802c89b50bce2cd674678f7','7H2K7','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K7"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K7"}},"result":"ok","seq":17,"subject":"7H2K7"}');
INSERT INTO "event" VALUES(18,'f5e77dc941e293fc31bf1329e1eac0ee5f6f96359802c89b50bce2cd674678f7','e279ad5c9d2fe2db0043dc22f267691c12f33f1aaf800036d28a4a1c65d63be9','7H2K8','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K8"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K8"}},"result":"ok","seq":18,"subject":"7H2K8"}');
INSERT INTO "event" VALUES(19,'e279ad5c9d2fe2db0043dc22f267691c12f33f1aaf800036d28a4a1c65d63be9','c16e129bd822162fa4699f3506cb3bdb6be6561d95a3498cc219efb9e6564bd8','7H2K9','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K9"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K9"}},"result":"ok","seq":19,"subject":"7H2K9"}');
INSERT INTO "event" VALUES(20,'c16e129bd822162fa4699f3506cb3bdb6be6561d95a3498cc219efb9e6564bd8','eeafd0fdcd2a46a165508a0dd2454ea8253ea4050036c13364aac901c33710f1','7H2K10','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K10"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K10"}},"result":"ok","seq":20,"subject":"7H2K10"}');
INSERT INTO "event" VALUES(21,'eeafd0fdcd2a46a165508a0dd2454ea8253ea4050036c13364aac901c33710f1','c6e12598e3f6e7cffa62619769d2b12a87ed52e276a505aac53b22ae18e6381b','7H2K11','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K11"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K11"}},"result":"ok","seq":21,"subject":"7H2K11"}');
INSERT INTO "event" VALUES(22,'c6e12598e3f6e7cffa62619769d2b12a87ed52e276a505aac53b22ae18e6381b','3352b793154f29b3856f2b5c2a2908923688b82f2a5f4438de57d3e07ac85034','7H2K12','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2028-12-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L77F2","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"7H2K12"}]},"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K12"}},"result":"ok","seq":22,"subject":"7H2K12"}');
INSERT INTO "event" VALUES(23,'3352b793154f29b3856f2b5c2a2908923688b82f2a5f4438de57d3e07ac85034','6f4413148ed571d6df9060c20c9dc7623c9d039f7b1b523b1bdcd75cfb4929ba','9M4P1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2029-03-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L81C5","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"9M4P1"}]},"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P1"}},"result":"ok","seq":23,"subject":"9M4P1"}');
INSERT INTO "event" VALUES(24,'6f4413148ed571d6df9060c20c9dc7623c9d039f7b1b523b1bdcd75cfb4929ba','7b85f1a3d6ce0d90b3220dd4cfb0c21b39efc8f70f0a682d107fb54824c70701','9M4P2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2029-03-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L81C5","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"9M4P2"}]},"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P2"}},"result":"ok","seq":24,"subject":"9M4P2"}');
INSERT INTO "event" VALUES(25,'7b85f1a3d6ce0d90b3220dd4cfb0c21b39efc8f70f0a682d107fb54824c70701','72e6444b4466808ed64b4350a85f68d37481db5227bdac58642a0dfe9ef70461','9M4P3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"vial":[{"bag_id":null,"expiry":"2029-03-31","fate":"in stock","fate_at":null,"gtin":"09520001000010","lot":"L81C5","received_at":"2026-12-01T05:40:26.319655+00:00","received_by":"1001","serial":"9M4P3"}]},"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P3"}},"result":"ok","seq":25,"subject":"9M4P3"}');
INSERT INTO "event" VALUES(26,'72e6444b4466808ed64b4350a85f68d37481db5227bdac58642a0dfe9ef70461','9c95680bb422955501fed20e14cc3f4f10b29d8357544f67297ec1fa9a00e84a','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"expiry":"2029-06-30","gtin":"09520001000027","lot":"B4471","received":1,"taken":0}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":26,"subject":"B4471"}');
INSERT INTO "event" VALUES(27,'9c95680bb422955501fed20e14cc3f4f10b29d8357544f67297ec1fa9a00e84a','1596d0eb5a97b4023fca0c156bc66f564bb99c74cc2a61181d8b7ea69c1ef6cf','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":2}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":27,"subject":"B4471"}');
INSERT INTO "event" VALUES(28,'1596d0eb5a97b4023fca0c156bc66f564bb99c74cc2a61181d8b7ea69c1ef6cf','841786c2067405ef4a29a9315833816dfd6aa447d76c2fa561755ab8a04905c6','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":3}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":28,"subject":"B4471"}');
INSERT INTO "event" VALUES(29,'841786c2067405ef4a29a9315833816dfd6aa447d76c2fa561755ab8a04905c6','aea1f7d47e6d61aabcc1cfa627d95d6defc8ecb11c24f596012b8c782655b00d','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":4}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":29,"subject":"B4471"}');
INSERT INTO "event" VALUES(30,'aea1f7d47e6d61aabcc1cfa627d95d6defc8ecb11c24f596012b8c782655b00d','3ec060f522c080340a53a2d19cc5cffd3843c05715df6d1b017b0f2a7530e46d','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":5}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":30,"subject":"B4471"}');
INSERT INTO "event" VALUES(31,'3ec060f522c080340a53a2d19cc5cffd3843c05715df6d1b017b0f2a7530e46d','0b3ee3a05788c93cd173766a13ad66966b3c932af13124b7c9e3ccc8b77325cb','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":6}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":31,"subject":"B4471"}');
INSERT INTO "event" VALUES(32,'0b3ee3a05788c93cd173766a13ad66966b3c932af13124b7c9e3ccc8b77325cb','d13ccef7a8c2982250f131e97cd1d229e49da60da012305befbc596ca3d96344','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":7}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":32,"subject":"B4471"}');
INSERT INTO "event" VALUES(33,'d13ccef7a8c2982250f131e97cd1d229e49da60da012305befbc596ca3d96344','b1f321f2ad4c0b3622f4b953a01a6070e189c967a595eec5e474478566912708','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":8}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":33,"subject":"B4471"}');
INSERT INTO "event" VALUES(34,'b1f321f2ad4c0b3622f4b953a01a6070e189c967a595eec5e474478566912708','88733c9ff47fe9c7800f291ba438ecf7287388ca40cce1d9f34cf7c1bf30d104','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":9}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":34,"subject":"B4471"}');
INSERT INTO "event" VALUES(35,'88733c9ff47fe9c7800f291ba438ecf7287388ca40cce1d9f34cf7c1bf30d104','24d5cb059e27052990fd795300e7bed7babeddfa11121733037cf5ecba128374','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":10}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":35,"subject":"B4471"}');
INSERT INTO "event" VALUES(36,'24d5cb059e27052990fd795300e7bed7babeddfa11121733037cf5ecba128374','cac6c8ab58fa842c7f50a0c9852b760132f392cc87aaf0ac370809c78e658f06','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":11}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":36,"subject":"B4471"}');
INSERT INTO "event" VALUES(37,'cac6c8ab58fa842c7f50a0c9852b760132f392cc87aaf0ac370809c78e658f06','9ea476da900c741072ee5a006ab466964aa8f7d4618b869d2a7d24706d2025ed','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000027","lot":"B4471","received":12}]},"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":37,"subject":"B4471"}');
INSERT INTO "event" VALUES(38,'9ea476da900c741072ee5a006ab466964aa8f7d4618b869d2a7d24706d2025ed','f950f4b79412f094b3f64de216f4a40ec9a73d4d5f183257b1d03bf981bfc049','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"expiry":"2029-03-31","gtin":"09520001000034","lot":"G2210","received":1,"taken":0}]},"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":38,"subject":"G2210"}');
INSERT INTO "event" VALUES(39,'f950f4b79412f094b3f64de216f4a40ec9a73d4d5f183257b1d03bf981bfc049','05b87c40376bc421c76a2f992f94f563afda7df0ca2b2266e8dd822dae73af45','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000034","lot":"G2210","received":2}]},"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":39,"subject":"G2210"}');
INSERT INTO "event" VALUES(40,'05b87c40376bc421c76a2f992f94f563afda7df0ca2b2266e8dd822dae73af45','d720020dd20e7333dde913124cba663f68631380b4a681ff93ad005da9c5c963','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:26.319655+00:00","by":"1001","data":{"changed":{"diluent":[{"gtin":"09520001000034","lot":"G2210","received":3}]},"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":40,"subject":"G2210"}');
INSERT INTO "event" VALUES(41,'d720020dd20e7333dde913124cba663f68631380b4a681ff93ad005da9c5c963','a96e165cb9b19fb3d194372f6de7d1a28e58c6ab971d7ee0bef982c5dff2420a','00482913','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1984-02-14","family_name":"Núñez Etxeberria","given_name":"María del Carmen","record_number":"00482913","ward":"Neurología H. de día","wristband":"952000000000001238"}]},"patient":{"birth_date":"1984-02-14","family_name":"Núñez Etxeberria","given_name":"María del Carmen","record_number":"00482913","ward":"Neurología H. de día","wristband":"952000000000001238"},"station":"rehearsal"},"result":"ok","seq":41,"subject":"00482913"}');
INSERT INTO "event" VALUES(42,'a96e165cb9b19fb3d194372f6de7d1a28e58c6ab971d7ee0bef982c5dff2420a','b6585f68e32995388e9a96de866f6cbb2af8ebd9490c6d35a87cac37a08cc35e','00511270','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1991-07-02","family_name":"Ibarra Leza","given_name":"Jon","record_number":"00511270","ward":"Neurología H. de día","wristband":null}]},"patient":{"birth_date":"1991-07-02","family_name":"Ibarra Leza","given_name":"Jon","record_number":"00511270","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":42,"subject":"00511270"}');
INSERT INTO "event" VALUES(43,'b6585f68e32995388e9a96de866f6cbb2af8ebd9490c6d35a87cac37a08cc35e','54a6313f65c050cdb6c7fb794add439b4f7818122d81ce246d46a7d36cb064a8','00498344','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1979-11-23","family_name":"García Soto","given_name":"Ana","record_number":"00498344","ward":"Neurología planta 4","wristband":null}]},"patient":{"birth_date":"1979-11-23","family_name":"García Soto","given_name":"Ana","record_number":"00498344","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":43,"subject":"00498344"}');
INSERT INTO "event" VALUES(44,'54a6313f65c050cdb6c7fb794add439b4f7818122d81ce246d46a7d36cb064a8','5c2c3caf9cdccd445d20f0438670e88ca50e940a1bacf79f7c443e26b18520cd','00520016','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1988-05-30","family_name":"Prieto Lago","given_name":"Carmen","record_number":"00520016","ward":"Neurología H. de día","wristband":null}]},"patient":{"birth_date":"1988-05-30","family_name":"Prieto Lago","given_name":"Carmen","record_number":"00520016","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":44,"subject":"00520016"}');
INSERT INTO "event" VALUES(45,'5c2c3caf9cdccd445d20f0438670e88ca50e940a1bacf79f7c443e26b18520cd','5950a69ece4db95e453b009d773d46357836b24b41b10d8ee7532e66de19bef6','00476652','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1995-01-09","family_name":"Vidal Roca","given_name":"Pau","record_number":"00476652","ward":"Neurología planta 4","wristband":null}]},"patient":{"birth_date":"1995-01-09","family_name":"Vidal Roca","given_name":"Pau","record_number":"00476652","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":45,"subject":"00476652"}');
INSERT INTO "event" VALUES(46,'5950a69ece4db95e453b009d773d46357836b24b41b10d8ee7532e66de19bef6','91dcbb6afd0bb44538fe5e1e6c07a06632d8b3edf741ed533f7c204d98941bf5','00533108','{"act":"orders.add_patient","at":"2026-12-01T05:40:26.319655+00:00","by":"1002","data":{"changed":{"patient":[{"birth_date":"1986-09-17","family_name":"Żółtowska Łuczak","given_name":"Małgorzata","record_number":"00533108","ward":"Neurología H. de día","wristband":null}]},"patient":{"birth_date":"1986-09-17","family_name":"Żółtowska Łuczak","given_name":"Małgorzata","record_number":"00533108","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":46,"subject":"00533108"}');
INSERT INTO "event" VALUES(47,'91dcbb6afd0bb44538fe5e1e6c07a06632d8b3edf741ed533f7c204d98941bf5','0f0495224a67685f827595922ae88f292da1039608bcd50cc500834e79136fcb','26-000001-5','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":47,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(48,'0f0495224a67685f827595922ae88f292da1039608bcd50cc500834e79136fcb','a27aa1ba8aa94c7ca03a0a73ad0209b9e35382b57e59e88848b4d31fa51deef6','26-000002-3','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":48,"subject":"26-000002-3"}');
INSERT INTO "event" VALUES(49,'a27aa1ba8aa94c7ca03a0a73ad0209b9e35382b57e59e88848b4d31fa51deef6','376236e6cca688bcea85985f1a294062895ee88e9a9e2a0b4f361542ac1cc0ac','26-000003-1','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":49,"subject":"26-000003-1"}');
INSERT INTO "event" VALUES(50,'376236e6cca688bcea85985f1a294062895ee88e9a9e2a0b4f361542ac1cc0ac','f1ba251bb90d364dd7d8a28d7b1eec2448b0a493c6290309444c361233cbe39c','26-000004-0','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":50,"subject":"26-000004-0"}');
INSERT INTO "event" VALUES(51,'f1ba251bb90d364dd7d8a28d7b1eec2448b0a493c6290309444c361233cbe39c','38195f897e9b744880b1b6b735f878ec6820553af756bf6be4f080b434923636','26-000005-8','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":51,"subject":"26-000005-8"}');
INSERT INTO "event" VALUES(52,'38195f897e9b744880b1b6b735f878ec6820553af756bf6be4f080b434923636','5962aea8099c9c3d915bd8366cc112aea538c8067378a5602530f501a231c383','00476652','{"act":"orders.course","at":"2026-12-01T05:50:26.319655+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000001-5","26-000002-3","26-000003-1","26-000004-0","26-000005-8"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":1,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000001-5","infusion_start":"2026-12-01T14:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-01","patient_record":"00476652","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":1,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000002-3","infusion_start":"2026-12-02T14:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00476652","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":1,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000003-1","infusion_start":"2026-12-03T14:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00476652","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":1,"day":4,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000004-0","infusion_start":"2026-12-04T14:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-04","patient_record":"00476652","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":1,"day":5,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000005-8","infusion_start":"2026-12-05T14:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-05","patient_record":"00476652","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":1,"year":2026},{"last":2,"year":2026},{"last":3,"year":2026},{"last":4,"year":2026},{"last":5,"year":2026}],"course":[{"activity_evidence":"","cancelled_at":null,"first_day":"2026-12-01","id":1,"infusion_at":"15:40","last_day":"2026-12-05","number":1,"ordered_at":"2026-12-01T05:50:26.319655+00:00","ordered_by":"1005","patient_record":"00476652","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":1,"first_day":"2026-12-01","infusion_at":"15:40","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":52,"subject":"00476652"}');
INSERT INTO "event" VALUES(53,'5962aea8099c9c3d915bd8366cc112aea538c8067378a5602530f501a231c383','0fe0cc19f5f84994df04d0a09e5c27d8c940de955124004c50b5e36ceaf403f4','26-000006-6','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":53,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(54,'0fe0cc19f5f84994df04d0a09e5c27d8c940de955124004c50b5e36ceaf403f4','0a536fca03690c837ec181dbca3a58457ca4360bec90ecdc6c2d2fa81e0e1580','26-000007-4','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":54,"subject":"26-000007-4"}');
INSERT INTO "event" VALUES(55,'0a536fca03690c837ec181dbca3a58457ca4360bec90ecdc6c2d2fa81e0e1580','2870df59d4daa86a91dcc279becc8d449403cf7d8c55e23f2de33248c4365cd0','26-000008-2','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":55,"subject":"26-000008-2"}');
INSERT INTO "event" VALUES(56,'2870df59d4daa86a91dcc279becc8d449403cf7d8c55e23f2de33248c4365cd0','a4d7f5e3265287963c209daac07ccafea5552d1bc1782d39923ead70e7513847','26-000009-9','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":56,"subject":"26-000009-9"}');
INSERT INTO "event" VALUES(57,'a4d7f5e3265287963c209daac07ccafea5552d1bc1782d39923ead70e7513847','2f65eed9821d82d7d83c9ae2504f16fe75841fcd6d629024e2d548ebd46bee12','26-000010-3','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":57,"subject":"26-000010-3"}');
INSERT INTO "event" VALUES(58,'2f65eed9821d82d7d83c9ae2504f16fe75841fcd6d629024e2d548ebd46bee12','3b3c8f76bc69d893d4071feff4117b136b33d3b0abcb8cc1bb60b12a399f44a1','00482913','{"act":"orders.course","at":"2026-12-01T05:51:26.319655+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000006-6","26-000007-4","26-000008-2","26-000009-9","26-000010-3"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":2,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000006-6","infusion_start":"2026-12-01T14:25:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-01","patient_record":"00482913","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":2,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000007-4","infusion_start":"2026-12-02T14:25:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00482913","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":2,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000008-2","infusion_start":"2026-12-03T14:25:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00482913","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":2,"day":4,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000009-9","infusion_start":"2026-12-04T14:25:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-04","patient_record":"00482913","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":2,"day":5,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000010-3","infusion_start":"2026-12-05T14:25:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-05","patient_record":"00482913","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":6,"year":2026},{"last":7,"year":2026},{"last":8,"year":2026},{"last":9,"year":2026},{"last":10,"year":2026}],"course":[{"activity_evidence":"","cancelled_at":null,"first_day":"2026-12-01","id":2,"infusion_at":"15:25","last_day":"2026-12-05","number":1,"ordered_at":"2026-12-01T05:51:26.319655+00:00","ordered_by":"1005","patient_record":"00482913","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":1,"first_day":"2026-12-01","infusion_at":"15:25","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":58,"subject":"00482913"}');
INSERT INTO "event" VALUES(59,'3b3c8f76bc69d893d4071feff4117b136b33d3b0abcb8cc1bb60b12a399f44a1','c62044ff1abf0904b3094807eb21c98d2ef4d19d89c85a50fa55b7734b18a843','26-000011-1','{"act":"orders.course","at":"2026-12-01T05:52:26.319655+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":59,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(60,'c62044ff1abf0904b3094807eb21c98d2ef4d19d89c85a50fa55b7734b18a843','c6e1f740c02abbe2083f1a4fe89940d171b8105178f8756d78b31730ed067112','26-000012-0','{"act":"orders.course","at":"2026-12-01T05:52:26.319655+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":60,"subject":"26-000012-0"}');
INSERT INTO "event" VALUES(61,'c6e1f740c02abbe2083f1a4fe89940d171b8105178f8756d78b31730ed067112','2041a78704b5ddfad44c76b7c48e6fc8335e8078d5aa3297b0e9b9e8ba94a36f','26-000013-8','{"act":"orders.course","at":"2026-12-01T05:52:26.319655+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":61,"subject":"26-000013-8"}');
INSERT INTO "event" VALUES(62,'2041a78704b5ddfad44c76b7c48e6fc8335e8078d5aa3297b0e9b9e8ba94a36f','6c5cd72fb6238843e806700b917f600601275d95c039f9df1a69870dd04b1cb7','00498344','{"act":"orders.course","at":"2026-12-01T05:52:26.319655+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000011-1","26-000012-0","26-000013-8"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":3,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000011-1","infusion_start":"2026-12-01T15:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-01","patient_record":"00498344","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":3,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000012-0","infusion_start":"2026-12-02T15:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00498344","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":3,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000013-8","infusion_start":"2026-12-03T15:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00498344","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":11,"year":2026},{"last":12,"year":2026},{"last":13,"year":2026}],"course":[{"activity_evidence":"","cancelled_at":null,"first_day":"2026-12-01","id":3,"infusion_at":"16:40","last_day":"2026-12-03","number":2,"ordered_at":"2026-12-01T05:52:26.319655+00:00","ordered_by":"1005","patient_record":"00498344","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":"2025-10-27","protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":2,"first_day":"2026-12-01","infusion_at":"16:40","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":"2025-10-27","protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":62,"subject":"00498344"}');
INSERT INTO "event" VALUES(63,'6c5cd72fb6238843e806700b917f600601275d95c039f9df1a69870dd04b1cb7','0c4b9d4088f42e6534319ffafb6a972c7767c8b0bd1d3551a41a0505036b6938','26-000014-6','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":63,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(64,'0c4b9d4088f42e6534319ffafb6a972c7767c8b0bd1d3551a41a0505036b6938','e7736616b0a4705329fceda7a5fc45c848aece6d2f79a9afd4864874eb03498a','26-000015-4','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":64,"subject":"26-000015-4"}');
INSERT INTO "event" VALUES(65,'e7736616b0a4705329fceda7a5fc45c848aece6d2f79a9afd4864874eb03498a','e2c8f41a3e6d9f55de5d96bc61a012fe267acff94cd6ede30faace58d7c4875c','26-000016-2','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":65,"subject":"26-000016-2"}');
INSERT INTO "event" VALUES(66,'e2c8f41a3e6d9f55de5d96bc61a012fe267acff94cd6ede30faace58d7c4875c','7b5e22f16a149e41ce593c4457d6a37934f8ed20a544bd91e0ae5d12547061cd','26-000017-9','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":66,"subject":"26-000017-9"}');
INSERT INTO "event" VALUES(67,'7b5e22f16a149e41ce593c4457d6a37934f8ed20a544bd91e0ae5d12547061cd','925c91bfc388a7aa33441b6d4b8578c91d4ed3e86d9c219bf86c35b79754994d','26-000018-7','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":67,"subject":"26-000018-7"}');
INSERT INTO "event" VALUES(68,'925c91bfc388a7aa33441b6d4b8578c91d4ed3e86d9c219bf86c35b79754994d','147a3443173d1c17f51ed3768ad81942b4394dffdf70ae3e573f82a559e022a3','00511270','{"act":"orders.course","at":"2026-12-01T05:53:26.319655+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000014-6","26-000015-4","26-000016-2","26-000017-9","26-000018-7"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":4,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000014-6","infusion_start":"2026-12-01T16:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-01","patient_record":"00511270","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":4,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000015-4","infusion_start":"2026-12-02T16:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00511270","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":4,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000016-2","infusion_start":"2026-12-03T16:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00511270","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":4,"day":4,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000017-9","infusion_start":"2026-12-04T16:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-04","patient_record":"00511270","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":4,"day":5,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000018-7","infusion_start":"2026-12-05T16:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-05","patient_record":"00511270","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":14,"year":2026},{"last":15,"year":2026},{"last":16,"year":2026},{"last":17,"year":2026},{"last":18,"year":2026}],"course":[{"activity_evidence":"","cancelled_at":null,"first_day":"2026-12-01","id":4,"infusion_at":"17:10","last_day":"2026-12-05","number":1,"ordered_at":"2026-12-01T05:53:26.319655+00:00","ordered_by":"1005","patient_record":"00511270","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":1,"first_day":"2026-12-01","infusion_at":"17:10","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":68,"subject":"00511270"}');
INSERT INTO "event" VALUES(69,'147a3443173d1c17f51ed3768ad81942b4394dffdf70ae3e573f82a559e022a3','946fe968c27407cabd2866326f750e547d712179b5d518e10f9bf80cf0867d98','26-000019-5','{"act":"orders.course","at":"2026-12-01T05:54:26.319655+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":69,"subject":"26-000019-5"}');
INSERT INTO "event" VALUES(70,'946fe968c27407cabd2866326f750e547d712179b5d518e10f9bf80cf0867d98','cef4f073667561f60388f229840a4947ba6b46f4ab47fbaafffae09d3ecc0800','26-000020-0','{"act":"orders.course","at":"2026-12-01T05:54:26.319655+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":70,"subject":"26-000020-0"}');
INSERT INTO "event" VALUES(71,'cef4f073667561f60388f229840a4947ba6b46f4ab47fbaafffae09d3ecc0800','b025650856dcd5600d609d5759f15ae2dbb628892d1d349b2dedc077b53b48ea','26-000021-8','{"act":"orders.course","at":"2026-12-01T05:54:26.319655+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":71,"subject":"26-000021-8"}');
INSERT INTO "event" VALUES(72,'b025650856dcd5600d609d5759f15ae2dbb628892d1d349b2dedc077b53b48ea','eb24d3a2d09f75423121cb1755db7140c33af385f298e0d68cd3361b5719deb8','00520016','{"act":"orders.course","at":"2026-12-01T05:54:26.319655+00:00","by":"1005","data":{"activity_evidence":"two new T2 lesions","bags":["26-000019-5","26-000020-0","26-000021-8"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":5,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000019-5","infusion_start":"2026-12-01T16:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-01","patient_record":"00520016","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":5,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000020-0","infusion_start":"2026-12-02T16:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00520016","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":5,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000021-8","infusion_start":"2026-12-03T16:40:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00520016","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":19,"year":2026},{"last":20,"year":2026},{"last":21,"year":2026}],"course":[{"activity_evidence":"two new T2 lesions","cancelled_at":null,"first_day":"2026-12-01","id":5,"infusion_at":"17:40","last_day":"2026-12-03","number":3,"ordered_at":"2026-12-01T05:54:26.319655+00:00","ordered_by":"1005","patient_record":"00520016","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":"2025-11-16","protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":3,"first_day":"2026-12-01","infusion_at":"17:40","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":"2025-11-16","protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":72,"subject":"00520016"}');
INSERT INTO "event" VALUES(73,'eb24d3a2d09f75423121cb1755db7140c33af385f298e0d68cd3361b5719deb8','ccf1700859d16fed0ae9ea368d76dee1563df2dea8b30315175e47fc16b3dfc0','26-000022-6','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":73,"subject":"26-000022-6"}');
INSERT INTO "event" VALUES(74,'ccf1700859d16fed0ae9ea368d76dee1563df2dea8b30315175e47fc16b3dfc0','379c6ae7b8362657c09ca1655fcdda50d28850e98b7497b11552b29ca257e17e','26-000023-4','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":74,"subject":"26-000023-4"}');
INSERT INTO "event" VALUES(75,'379c6ae7b8362657c09ca1655fcdda50d28850e98b7497b11552b29ca257e17e','1cdb634b8f75cff7c70e340ebbd5bcf200eacc7a7887a2c8300b1ee662dcde74','26-000024-2','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":75,"subject":"26-000024-2"}');
INSERT INTO "event" VALUES(76,'1cdb634b8f75cff7c70e340ebbd5bcf200eacc7a7887a2c8300b1ee662dcde74','bde11c469024c3d12cdc833e1fdc00b8ed3d497e5b5b64c1ab8fa15d2540c568','26-000025-9','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":76,"subject":"26-000025-9"}');
INSERT INTO "event" VALUES(77,'bde11c469024c3d12cdc833e1fdc00b8ed3d497e5b5b64c1ab8fa15d2540c568','3b80dc17e72eaa002ef73900ace2a3ad0b8fe27a08e14444347b96173c4c51a2','26-000026-7','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":77,"subject":"26-000026-7"}');
INSERT INTO "event" VALUES(78,'3b80dc17e72eaa002ef73900ace2a3ad0b8fe27a08e14444347b96173c4c51a2','654984012a73bae0bfdd4ff368309563e70a0cabeda9e554d44a88aa4b31c7cd','00533108','{"act":"orders.course","at":"2026-12-01T05:55:26.319655+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000022-6","26-000023-4","26-000024-2","26-000025-9","26-000026-7"],"changed":{"bag":[{"cleared_at":null,"clock_doubted":false,"course_id":6,"day":1,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000022-6","infusion_start":"2026-12-02T15:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-02","patient_record":"00533108","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":6,"day":2,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000023-4","infusion_start":"2026-12-03T15:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-03","patient_record":"00533108","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":6,"day":3,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000024-2","infusion_start":"2026-12-04T15:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-04","patient_record":"00533108","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":6,"day":4,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000025-9","infusion_start":"2026-12-05T15:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-05","patient_record":"00533108","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null},{"cleared_at":null,"clock_doubted":false,"course_id":6,"day":5,"diluent_gtin":null,"diluent_lot":null,"drawn_at":null,"ended_at":null,"ended_because":"","given_microlitres":null,"id":"26-000026-7","infusion_start":"2026-12-06T15:10:00+00:00","label_copy":0,"mixed_at":null,"observed_at":null,"on_date":"2026-12-06","patient_record":"00533108","policy_sha256":"","prepared_by":null,"primed_at":null,"primed_microlitres":null,"primed_with":null,"protocol_sha256":"","quarantined_because":"","released_by":null,"started_at":null,"state":"planned","step":null,"vial_gtin":null,"vial_serial":null}],"bag_number":[{"last":22,"year":2026},{"last":23,"year":2026},{"last":24,"year":2026},{"last":25,"year":2026},{"last":26,"year":2026}],"course":[{"activity_evidence":"","cancelled_at":null,"first_day":"2026-12-02","id":6,"infusion_at":"16:10","last_day":"2026-12-06","number":1,"ordered_at":"2026-12-01T05:55:26.319655+00:00","ordered_by":"1005","patient_record":"00533108","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol_id":"consensus-2019","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","protocol_version":"1","zone":"Europe/Madrid"}]},"course":1,"first_day":"2026-12-02","infusion_at":"16:10","policy":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","previous_end":null,"protocol":"consensus-2019 1 f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","station":"rehearsal"},"result":"ok","seq":78,"subject":"00533108"}');
INSERT INTO "event" VALUES(79,'654984012a73bae0bfdd4ff368309563e70a0cabeda9e554d44a88aa4b31c7cd','da2f8d2613d1c73e91b257dabf88ae2c4ad969e7ae5b9cc4873635d7d90497ad','26-000001-5','{"act":"orders.verify","at":"2026-12-01T06:00:26.319655+00:00","by":"1002","data":{"action":"verify","changed":{"bag":[{"id":"26-000001-5","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","state":"verified","step":"order"}],"signature":[{"badge":"1002","bag_id":"26-000001-5","id":1,"meaning":"order verified","signed_at":"2026-12-01T06:00:26.319655+00:00","signed_sha256":"4b0d6d3daa87edda6215b4b5d4e4aca39d9638bd92f7b4df0c43e4915c61a20b"}]},"policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","signed_sha256":"4b0d6d3daa87edda6215b4b5d4e4aca39d9638bd92f7b4df0c43e4915c61a20b","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":79,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(80,'da2f8d2613d1c73e91b257dabf88ae2c4ad969e7ae5b9cc4873635d7d90497ad','7c51d00713dbd3941598b23aacdafff73dc2316bb5f297e6ff1a7bf388ef01f2','26-000006-6','{"act":"orders.verify","at":"2026-12-01T06:01:26.319655+00:00","by":"1002","data":{"action":"verify","changed":{"bag":[{"id":"26-000006-6","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","state":"verified","step":"order"}],"signature":[{"badge":"1002","bag_id":"26-000006-6","id":2,"meaning":"order verified","signed_at":"2026-12-01T06:01:26.319655+00:00","signed_sha256":"1976141ca9a91392eb6abdfea84ee960b691655b0a5caebb6f7f36e74ad2e34e"}]},"policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","signed_sha256":"1976141ca9a91392eb6abdfea84ee960b691655b0a5caebb6f7f36e74ad2e34e","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":80,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(81,'7c51d00713dbd3941598b23aacdafff73dc2316bb5f297e6ff1a7bf388ef01f2','bd31118b88dbdf0ad79d9a42cb9632585cc8c5167c972478f3762d422ac2d6af','26-000011-1','{"act":"orders.verify","at":"2026-12-01T06:02:26.319655+00:00","by":"1002","data":{"action":"verify","changed":{"bag":[{"id":"26-000011-1","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","state":"verified","step":"order"}],"signature":[{"badge":"1002","bag_id":"26-000011-1","id":3,"meaning":"order verified","signed_at":"2026-12-01T06:02:26.319655+00:00","signed_sha256":"44326d17a24fd1bfc45e806912b5828e8a7382bfa751b5e7994493c4bb822eff"}]},"policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","signed_sha256":"44326d17a24fd1bfc45e806912b5828e8a7382bfa751b5e7994493c4bb822eff","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":81,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(82,'bd31118b88dbdf0ad79d9a42cb9632585cc8c5167c972478f3762d422ac2d6af','71a80976cfab018ebd6322e78af7db763f6617f711d230c793afdc5686585375','26-000014-6','{"act":"orders.verify","at":"2026-12-01T06:03:26.319655+00:00","by":"1002","data":{"action":"verify","changed":{"bag":[{"id":"26-000014-6","policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","state":"verified","step":"order"}],"signature":[{"badge":"1002","bag_id":"26-000014-6","id":4,"meaning":"order verified","signed_at":"2026-12-01T06:03:26.319655+00:00","signed_sha256":"0341e6606a23858e668f4479e7a063c249b44d9ad3ab6fb97e3781e6b82344ee"}]},"policy_sha256":"76de5a15618e4ec64ed79d78a0c32456058b83ce6033b8985008cac3077235ce","protocol_sha256":"f4e31c1f95948195cac4727a7927aa234a289caa58c090046e70c56767ede1dc","signed_sha256":"0341e6606a23858e668f4479e7a063c249b44d9ad3ab6fb97e3781e6b82344ee","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":82,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(83,'71a80976cfab018ebd6322e78af7db763f6617f711d230c793afdc5686585375','52341ad70c91863e334b95efd4a6c74b22b7859035f6c4ee6ed856a169538f3a','26-000001-5','{"act":"bench.order","at":"2026-12-01T07:10:26.319655+00:00","by":"1001","data":{"action":"confirm order","changed":{"bag":[{"id":"26-000001-5","state":"in preparation","step":"patient"}]},"state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":83,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(84,'52341ad70c91863e334b95efd4a6c74b22b7859035f6c4ee6ed856a169538f3a','1b60075051affc5e85c546c64cdb5a19b185c9ea005a520dea52557b03d168a6','26-000001-5','{"act":"bench.patient","at":"2026-12-01T07:11:26.319655+00:00","by":"1001","data":{"action":"confirm patient","changed":{"bag":[{"id":"26-000001-5","state":"in preparation","step":"vial"}]},"state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":84,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(85,'1b60075051affc5e85c546c64cdb5a19b185c9ea005a520dea52557b03d168a6','2b6645ed2dcc07ed608f6fa637e7429b0c44a8e68fdcde018beff019b3438c85','26-000001-5','{"act":"bench.vial","at":"2026-12-01T07:12:26.319655+00:00","by":"1001","data":{"action":"scan vial","changed":{"bag":[{"id":"26-000001-5","state":"in preparation","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K1"}],"vial":[{"bag_id":"26-000001-5","fate":"taken","fate_at":"2026-12-01T07:12:26.319655+00:00","gtin":"09520001000010","serial":"7H2K1"}]},"state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K1"},"result":"ok","seq":85,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(86,'2b6645ed2dcc07ed608f6fa637e7429b0c44a8e68fdcde018beff019b3438c85','6dca19bac462ea4c234e8bfa4adb9268eb6a84bbd5b670acfce6654908e8c6a8','26-000001-5','{"act":"bench.look","at":"2026-12-01T07:13:26.319655+00:00","by":"1001","data":{"action":"inspect vial","changed":{"bag":[{"id":"26-000001-5","state":"in preparation","step":"diluent"}]},"state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":86,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(87,'6dca19bac462ea4c234e8bfa4adb9268eb6a84bbd5b670acfce6654908e8c6a8','6757299ec184fb7d59d05e9d13cb87e0843418435a44905bdaae9aa33df1112e','26-000001-5','{"act":"bench.diluent","at":"2026-12-01T07:14:26.319655+00:00","by":"1001","data":{"action":"scan diluent","changed":{"bag":[{"diluent_gtin":"09520001000027","diluent_lot":"B4471","id":"26-000001-5","state":"in preparation","step":"draw"}],"diluent":[{"gtin":"09520001000027","lot":"B4471","taken":1}]},"diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":87,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(88,'6757299ec184fb7d59d05e9d13cb87e0843418435a44905bdaae9aa33df1112e','5bf90b320983cd479c162a357948233949e5439f240116567ebc663a1a2bd889','26-000001-5','{"act":"bench.draw","at":"2026-12-01T07:15:26.319655+00:00","by":"1001","data":{"action":"draw","changed":{"bag":[{"drawn_at":"2026-12-01T07:15:26.319655+00:00","id":"26-000001-5","prepared_by":"1001","state":"in preparation","step":"inject"}],"vial":[{"fate":"used","fate_at":"2026-12-01T07:15:26.319655+00:00","gtin":"09520001000010","serial":"7H2K1"}]},"drawn_at":"2026-12-01T07:15:26.319655+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":88,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(89,'5bf90b320983cd479c162a357948233949e5439f240116567ebc663a1a2bd889','f09e8b7150a6f67fecd59e835b3e40fcf1af87b07e3643c4aa7f5ead53e05f64','26-000001-5','{"act":"bench.inject","at":"2026-12-01T07:16:26.319655+00:00","by":"1001","data":{"action":"inject","changed":{"bag":[{"id":"26-000001-5","mixed_at":"2026-12-01T07:16:26.319655+00:00","state":"mixed","step":"invert"}],"move":[{"at":"2026-12-01T07:16:26.319655+00:00","bag_id":"26-000001-5","covered":false,"id":1,"kind":"station","moved_by":"1001","place":""}]},"mixed_at":"2026-12-01T07:16:26.319655+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":89,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(90,'f09e8b7150a6f67fecd59e835b3e40fcf1af87b07e3643c4aa7f5ead53e05f64','476a6f677ea2a7e8a35caf686254f6ac00281f2aba43f30cca8013b8b005f6a6','26-000001-5','{"act":"bench.invert","at":"2026-12-01T07:17:26.319655+00:00","by":"1001","data":{"action":"invert","changed":{"bag":[{"id":"26-000001-5","state":"mixed","step":"cover"}]},"state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":90,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(91,'476a6f677ea2a7e8a35caf686254f6ac00281f2aba43f30cca8013b8b005f6a6','32cbf3b66368d37df868e61a6240183b37c60ccce79a3abfe5050a2eb63174a7','26-000001-5','{"act":"bench.cover","at":"2026-12-01T07:18:26.319655+00:00","by":"1001","data":{"action":"cover","changed":{"bag":[{"id":"26-000001-5","state":"mixed","step":"print"}],"move":[{"at":"2026-12-01T07:18:26.319655+00:00","bag_id":"26-000001-5","covered":true,"id":2,"kind":"station","moved_by":"1001","place":""}]},"state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":91,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(92,'32cbf3b66368d37df868e61a6240183b37c60ccce79a3abfe5050a2eb63174a7','93776fa82fa438b8baaa7196e4779a1bf734c538960b954c0cf197b25e24f59c','26-000001-5','{"act":"bench.number_labels","at":"2026-12-01T07:19:26.319655+00:00","by":"1001","data":{"anchor":"91:32cbf3b66368d37d","changed":{"bag":[{"id":"26-000001-5","label_copy":1}],"printed":[{"anchor":"91:32cbf3b66368d37d","bag_id":"26-000001-5","copy_number":1,"document":"bag label","id":1,"place":"","printed_at":"2026-12-01T07:19:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"},{"anchor":"91:32cbf3b66368d37d","bag_id":"26-000001-5","copy_number":1,"document":"cover label","id":2,"place":"","printed_at":"2026-12-01T07:19:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"}]},"copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":92,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(93,'93776fa82fa438b8baaa7196e4779a1bf734c538960b954c0cf197b25e24f59c','3510d5f1e55246df26496a0f59e25c927686066e0b6cf3570c63cf1b1f1b668a','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":1,"place":"/srv/alemprep/prints","sha256":"7d7234d9c608ccbd5d348fa899c39b8fb1dcbe3044833830051dc4a0ec1254c1","state":"sent"}]},"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"7d7234d9c608ccbd5d348fa899c39b8fb1dcbe3044833830051dc4a0ec1254c1","station":"rehearsal"},"result":"ok","seq":93,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(94,'3510d5f1e55246df26496a0f59e25c927686066e0b6cf3570c63cf1b1f1b668a','e16a2f81223f41f8ea990a8b7a428ed3c06dca402fa2317010ca130eb0bedb20','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":2,"place":"/srv/alemprep/prints","sha256":"76ecf91705e4d51b8e3a1e218e55cd3ec469a13cfdde8041f6bca2e7d9f4884c","state":"sent"}]},"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"76ecf91705e4d51b8e3a1e218e55cd3ec469a13cfdde8041f6bca2e7d9f4884c","station":"rehearsal"},"result":"ok","seq":94,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(95,'e16a2f81223f41f8ea990a8b7a428ed3c06dca402fa2317010ca130eb0bedb20','8a126dcce478438e50a44706d76c89ac8ff9ede39949393121f784e32e316a1a','26-000001-5','{"act":"bench.labels_printed","at":"2026-12-01T07:19:26.319655+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf","sha256":"7d7234d9c608ccbd5d348fa899c39b8fb1dcbe3044833830051dc4a0ec1254c1"},"changed":{"bag":[{"id":"26-000001-5","state":"mixed","step":"bag label"}],"printed":[{"id":1,"place":"/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf","sha256":"7d7234d9c608ccbd5d348fa899c39b8fb1dcbe3044833830051dc4a0ec1254c1","state":"printed"},{"id":2,"place":"/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf","sha256":"76ecf91705e4d51b8e3a1e218e55cd3ec469a13cfdde8041f6bca2e7d9f4884c","state":"printed"}]},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf","sha256":"76ecf91705e4d51b8e3a1e218e55cd3ec469a13cfdde8041f6bca2e7d9f4884c"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":95,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(96,'8a126dcce478438e50a44706d76c89ac8ff9ede39949393121f784e32e316a1a','c409e0a10e5f4c0e0e9b11fda98f1d20a5c68351eac5d580683380ee711fcfc3','26-000001-5','{"act":"bench.bag_label","at":"2026-12-01T07:20:26.319655+00:00","by":"1001","data":{"action":"scan bag label","changed":{"bag":[{"id":"26-000001-5","state":"mixed","step":"cover label"}]},"state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":96,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(97,'c409e0a10e5f4c0e0e9b11fda98f1d20a5c68351eac5d580683380ee711fcfc3','bf85777787e650321273a4a7556e2a393769d57bbe96b816b7a8f20b3aeebd04','26-000001-5','{"act":"bench.cover_label","at":"2026-12-01T07:21:26.319655+00:00","by":"1001","data":{"action":"scan cover label","changed":{"bag":[{"id":"26-000001-5","state":"labelled","step":"check"}]},"state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":97,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(98,'bf85777787e650321273a4a7556e2a393769d57bbe96b816b7a8f20b3aeebd04','36ff57faf45e5314457dcd17f24021ff88f37043cd18aa5d420e1f1a8ec12c3e','26-000001-5','{"act":"release.release","at":"2026-12-01T07:25:26.319655+00:00","by":"1002","data":{"action":"release","changed":{"bag":[{"id":"26-000001-5","released_by":"1002","state":"released","step":null}],"signature":[{"badge":"1002","bag_id":"26-000001-5","id":5,"meaning":"bag released","signed_at":"2026-12-01T07:25:26.319655+00:00","signed_sha256":"8b8a39c514115239bc640facb52b62a81cd71cff45927ce4daf184f23da67772"}]},"released_by":"1002","signed_sha256":"8b8a39c514115239bc640facb52b62a81cd71cff45927ce4daf184f23da67772","state":"released","station":"rehearsal","step":null},"result":"ok","seq":98,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(99,'36ff57faf45e5314457dcd17f24021ff88f37043cd18aa5d420e1f1a8ec12c3e','86ec29691557c7a1111cb84da905163f586b5b351e3c067defb88f34209ed090','26-000001-5','{"act":"custody.move","at":"2026-12-01T07:26:26.319655+00:00","by":"1001","data":{"changed":{"move":[{"at":"2026-12-01T07:26:26.319655+00:00","bag_id":"26-000001-5","covered":true,"id":3,"kind":"refrigerator","moved_by":"1001","place":"FR2"}]},"covered":true,"kind":"refrigerator","place":"FR2","station":"rehearsal"},"result":"ok","seq":99,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(100,'86ec29691557c7a1111cb84da905163f586b5b351e3c067defb88f34209ed090','a6e01d5b8d84b4fd93fe3cae63e609a02b34821b3179f9afdfde7558d776266f','FR2','{"act":"custody.reading","at":"2026-12-01T07:30:26.319655+00:00","by":"1001","data":{"celsius":"4.6","changed":{"reading":[{"at":"2026-12-01T07:30:26.319655+00:00","microcelsius":4600000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T07:30:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":100,"subject":"FR2"}');
INSERT INTO "event" VALUES(101,'a6e01d5b8d84b4fd93fe3cae63e609a02b34821b3179f9afdfde7558d776266f','34424ac1813366aa72fb5738de51cef3d9d9dbc0394bdc3a7c70a954000fd920','FR2','{"act":"custody.reading","at":"2026-12-01T07:55:26.319655+00:00","by":"1001","data":{"celsius":"4.4","changed":{"reading":[{"at":"2026-12-01T07:55:26.319655+00:00","microcelsius":4400000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T07:55:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":101,"subject":"FR2"}');
INSERT INTO "event" VALUES(102,'34424ac1813366aa72fb5738de51cef3d9d9dbc0394bdc3a7c70a954000fd920','a9fb62270e726a97f3d935836c7004fba373d92261b96c473885586217b749a3','FR2','{"act":"custody.reading","at":"2026-12-01T08:20:26.319655+00:00","by":"1001","data":{"celsius":"4.8","changed":{"reading":[{"at":"2026-12-01T08:20:26.319655+00:00","microcelsius":4800000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T08:20:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":102,"subject":"FR2"}');
INSERT INTO "event" VALUES(103,'a9fb62270e726a97f3d935836c7004fba373d92261b96c473885586217b749a3','206549a79d06dca59d38a92ec43c7e93c0e03e25380eaf93ff09fe9ff14b6f17','FR2','{"act":"custody.reading","at":"2026-12-01T08:45:26.319655+00:00","by":"1001","data":{"celsius":"5.1","changed":{"reading":[{"at":"2026-12-01T08:45:26.319655+00:00","microcelsius":5100000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T08:45:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":103,"subject":"FR2"}');
INSERT INTO "event" VALUES(104,'206549a79d06dca59d38a92ec43c7e93c0e03e25380eaf93ff09fe9ff14b6f17','964bd155302bba7bfc7a2f6b02cd8c89d27247692319394931d2540d04f7bda1','FR2','{"act":"custody.reading","at":"2026-12-01T09:10:26.319655+00:00","by":"1001","data":{"celsius":"4.7","changed":{"reading":[{"at":"2026-12-01T09:10:26.319655+00:00","microcelsius":4700000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T09:10:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":104,"subject":"FR2"}');
INSERT INTO "event" VALUES(105,'964bd155302bba7bfc7a2f6b02cd8c89d27247692319394931d2540d04f7bda1','c90800efb82669679b4ff4adf36a1037fd474fe2c069648c23f7683eeedfe913','FR2','{"act":"custody.reading","at":"2026-12-01T09:35:26.319655+00:00","by":"1001","data":{"celsius":"4.5","changed":{"reading":[{"at":"2026-12-01T09:35:26.319655+00:00","microcelsius":4500000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T09:35:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":105,"subject":"FR2"}');
INSERT INTO "event" VALUES(106,'c90800efb82669679b4ff4adf36a1037fd474fe2c069648c23f7683eeedfe913','69c4ddd051aaea4c2d6d008256070cd2d320b7fffc8dfbc934f431e3bcb4682f','FR2','{"act":"custody.reading","at":"2026-12-01T10:00:26.319655+00:00","by":"1001","data":{"celsius":"4.6","changed":{"reading":[{"at":"2026-12-01T10:00:26.319655+00:00","microcelsius":4600000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T10:00:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":106,"subject":"FR2"}');
INSERT INTO "event" VALUES(107,'69c4ddd051aaea4c2d6d008256070cd2d320b7fffc8dfbc934f431e3bcb4682f','f886deb6214bd70ff2bc8f9ef7ebd230be50c392e33cd9ecd812a932698bc5ce','FR2','{"act":"custody.reading","at":"2026-12-01T10:25:26.319655+00:00","by":"1001","data":{"celsius":"4.9","changed":{"reading":[{"at":"2026-12-01T10:25:26.319655+00:00","microcelsius":4900000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T10:25:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":107,"subject":"FR2"}');
INSERT INTO "event" VALUES(108,'f886deb6214bd70ff2bc8f9ef7ebd230be50c392e33cd9ecd812a932698bc5ce','e45d26d0a5da8e63324856d4a1b6111a1ddcd9d309a83a92c5625acadc07ef50','FR2','{"act":"custody.reading","at":"2026-12-01T10:50:26.319655+00:00","by":"1001","data":{"celsius":"5.2","changed":{"reading":[{"at":"2026-12-01T10:50:26.319655+00:00","microcelsius":5200000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T10:50:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":108,"subject":"FR2"}');
INSERT INTO "event" VALUES(109,'e45d26d0a5da8e63324856d4a1b6111a1ddcd9d309a83a92c5625acadc07ef50','e3a5f75deb828be568c89f3086371ab3c69cd1ad8b4236db4313553d635de15f','FR2','{"act":"custody.reading","at":"2026-12-01T11:15:26.319655+00:00","by":"1001","data":{"celsius":"4.8","changed":{"reading":[{"at":"2026-12-01T11:15:26.319655+00:00","microcelsius":4800000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T11:15:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":109,"subject":"FR2"}');
INSERT INTO "event" VALUES(110,'e3a5f75deb828be568c89f3086371ab3c69cd1ad8b4236db4313553d635de15f','749c77d521b150518e15a13c60d310fff72c6e5ea036ca2b2fbe979e7437b7fe','FR2','{"act":"custody.reading","at":"2026-12-01T11:40:26.319655+00:00","by":"1001","data":{"celsius":"4.6","changed":{"reading":[{"at":"2026-12-01T11:40:26.319655+00:00","microcelsius":4600000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T11:40:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":110,"subject":"FR2"}');
INSERT INTO "event" VALUES(111,'749c77d521b150518e15a13c60d310fff72c6e5ea036ca2b2fbe979e7437b7fe','ddc372872cdb18106882da4173e6010515127f0efaef9ccccf5781ad1c342ad4','FR2','{"act":"custody.reading","at":"2026-12-01T12:05:26.319655+00:00","by":"1001","data":{"celsius":"4.5","changed":{"reading":[{"at":"2026-12-01T12:05:26.319655+00:00","microcelsius":4500000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T12:05:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":111,"subject":"FR2"}');
INSERT INTO "event" VALUES(112,'ddc372872cdb18106882da4173e6010515127f0efaef9ccccf5781ad1c342ad4','7d9a56e8b3fb9eb5a799f4858b0c03b4764047d2821788c4fd37ca77cdce07c2','FR2','{"act":"custody.reading","at":"2026-12-01T12:30:26.319655+00:00","by":"1001","data":{"celsius":"4.7","changed":{"reading":[{"at":"2026-12-01T12:30:26.319655+00:00","microcelsius":4700000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T12:30:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":112,"subject":"FR2"}');
INSERT INTO "event" VALUES(113,'7d9a56e8b3fb9eb5a799f4858b0c03b4764047d2821788c4fd37ca77cdce07c2','d4bfb741ce22ee36ed240ad14a1362b048070b85a26cada2e95726c3bc3e56c2','26-000006-6','{"act":"bedside.premedication","at":"2026-12-01T12:30:26.319655+00:00","by":"1004","data":{"changed":{"medication":[{"bag_id":"26-000006-6","given_at":"2026-12-01T12:30:26.319655+00:00","given_by":"1004","id":1,"medicine":"antipyretic","recorded_at":"2026-12-01T12:30:26.319655+00:00"}]},"given_at":"2026-12-01T12:30:26.319655+00:00","medicine":"antipyretic","station":"rehearsal"},"result":"ok","seq":113,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(114,'d4bfb741ce22ee36ed240ad14a1362b048070b85a26cada2e95726c3bc3e56c2','686cf4e7d4fc9bb2cf22004fac216a92197fe3d482621619e87483ccfede79d4','FR2','{"act":"custody.reading","at":"2026-12-01T12:55:26.319655+00:00","by":"1001","data":{"celsius":"5.0","changed":{"reading":[{"at":"2026-12-01T12:55:26.319655+00:00","microcelsius":5000000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T12:55:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":114,"subject":"FR2"}');
INSERT INTO "event" VALUES(115,'686cf4e7d4fc9bb2cf22004fac216a92197fe3d482621619e87483ccfede79d4','807059fc5ca96c9bffda413c0cb71c5b627e18977d639117c70d5ddf99a0a284','26-000006-6','{"act":"bedside.premedication","at":"2026-12-01T13:00:26.319655+00:00","by":"1004","data":{"changed":{"medication":[{"bag_id":"26-000006-6","given_at":"2026-12-01T13:00:26.319655+00:00","given_by":"1004","id":2,"medicine":"steroid","recorded_at":"2026-12-01T13:00:26.319655+00:00"}]},"given_at":"2026-12-01T13:00:26.319655+00:00","medicine":"steroid","station":"rehearsal"},"result":"ok","seq":115,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(116,'807059fc5ca96c9bffda413c0cb71c5b627e18977d639117c70d5ddf99a0a284','7ff1e51b7aa9f6aa349ec6a46b977ae2f21df3fd1881105001797a55718a80f6','26-000006-6','{"act":"bench.order","at":"2026-12-01T13:10:26.319655+00:00","by":"1001","data":{"action":"confirm order","changed":{"bag":[{"id":"26-000006-6","state":"in preparation","step":"patient"}]},"state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":116,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(117,'7ff1e51b7aa9f6aa349ec6a46b977ae2f21df3fd1881105001797a55718a80f6','2b065b0c98013db72c03dee5dd29e1b19cc8576092620e1806c7d57ce0631d2b','26-000006-6','{"act":"bench.patient","at":"2026-12-01T13:11:26.319655+00:00","by":"1001","data":{"action":"confirm patient","changed":{"bag":[{"id":"26-000006-6","state":"in preparation","step":"vial"}]},"state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":117,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(118,'2b065b0c98013db72c03dee5dd29e1b19cc8576092620e1806c7d57ce0631d2b','ef08b8a086739c0a2167a772d35fe0270572a764b25ef5f5381e5c86bd00c65b','26-000006-6','{"act":"bench.vial","at":"2026-12-01T13:12:26.319655+00:00","by":"1001","data":{"action":"scan vial","changed":{"bag":[{"id":"26-000006-6","state":"in preparation","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K2"}],"vial":[{"bag_id":"26-000006-6","fate":"taken","fate_at":"2026-12-01T13:12:26.319655+00:00","gtin":"09520001000010","serial":"7H2K2"}]},"state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K2"},"result":"ok","seq":118,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(119,'ef08b8a086739c0a2167a772d35fe0270572a764b25ef5f5381e5c86bd00c65b','9acb2ef4a0e03a538de504109f15fd71f09f4a8d9f9dc69c447f89ef63bb8bf9','26-000006-6','{"act":"bench.look","at":"2026-12-01T13:13:26.319655+00:00","by":"1001","data":{"action":"inspect vial","changed":{"bag":[{"id":"26-000006-6","state":"in preparation","step":"diluent"}]},"state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":119,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(120,'9acb2ef4a0e03a538de504109f15fd71f09f4a8d9f9dc69c447f89ef63bb8bf9','0e7d7bd7579626362d3583897324dd1017123fa45293ce3c49aecda744e88fb2','26-000006-6','{"act":"bench.diluent","at":"2026-12-01T13:14:26.319655+00:00","by":"1001","data":{"action":"scan diluent","changed":{"bag":[{"diluent_gtin":"09520001000027","diluent_lot":"B4471","id":"26-000006-6","state":"in preparation","step":"draw"}],"diluent":[{"gtin":"09520001000027","lot":"B4471","taken":2}]},"diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":120,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(121,'0e7d7bd7579626362d3583897324dd1017123fa45293ce3c49aecda744e88fb2','73ec6e74859dacf83178bbbca67b83771a157e7a9ac83100cabb817e30471706','26-000006-6','{"act":"bench.draw","at":"2026-12-01T13:15:26.319655+00:00","by":"1001","data":{"action":"draw","changed":{"bag":[{"drawn_at":"2026-12-01T13:15:26.319655+00:00","id":"26-000006-6","prepared_by":"1001","state":"in preparation","step":"inject"}],"vial":[{"fate":"used","fate_at":"2026-12-01T13:15:26.319655+00:00","gtin":"09520001000010","serial":"7H2K2"}]},"drawn_at":"2026-12-01T13:15:26.319655+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":121,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(122,'73ec6e74859dacf83178bbbca67b83771a157e7a9ac83100cabb817e30471706','863a4643d9ac5eae2514d20c8afd53272b2fdd903e5fbf6cd86ce147c33917bb','26-000006-6','{"act":"bench.inject","at":"2026-12-01T13:16:26.319655+00:00","by":"1001","data":{"action":"inject","changed":{"bag":[{"id":"26-000006-6","mixed_at":"2026-12-01T13:16:26.319655+00:00","state":"mixed","step":"invert"}],"move":[{"at":"2026-12-01T13:16:26.319655+00:00","bag_id":"26-000006-6","covered":false,"id":4,"kind":"station","moved_by":"1001","place":""}]},"mixed_at":"2026-12-01T13:16:26.319655+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":122,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(123,'863a4643d9ac5eae2514d20c8afd53272b2fdd903e5fbf6cd86ce147c33917bb','f9c66d3aa89a70390332362619eb076e1066744fe80aecfbbedac238fecb4ee3','26-000006-6','{"act":"bench.invert","at":"2026-12-01T13:17:26.319655+00:00","by":"1001","data":{"action":"invert","changed":{"bag":[{"id":"26-000006-6","state":"mixed","step":"cover"}]},"state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":123,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(124,'f9c66d3aa89a70390332362619eb076e1066744fe80aecfbbedac238fecb4ee3','2a40f90525526988391a254e258b59decc6445f41861bff63451eba38e5729c1','26-000006-6','{"act":"bench.cover","at":"2026-12-01T13:18:26.319655+00:00","by":"1001","data":{"action":"cover","changed":{"bag":[{"id":"26-000006-6","state":"mixed","step":"print"}],"move":[{"at":"2026-12-01T13:18:26.319655+00:00","bag_id":"26-000006-6","covered":true,"id":5,"kind":"station","moved_by":"1001","place":""}]},"state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":124,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(125,'2a40f90525526988391a254e258b59decc6445f41861bff63451eba38e5729c1','386df77c75347715a884c9bd11f64861dfe05695fac86f8b0e7119b3c99a17a1','26-000006-6','{"act":"bench.number_labels","at":"2026-12-01T13:19:26.319655+00:00","by":"1001","data":{"anchor":"124:2a40f90525526988","changed":{"bag":[{"id":"26-000006-6","label_copy":1}],"printed":[{"anchor":"124:2a40f90525526988","bag_id":"26-000006-6","copy_number":1,"document":"bag label","id":3,"place":"","printed_at":"2026-12-01T13:19:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"},{"anchor":"124:2a40f90525526988","bag_id":"26-000006-6","copy_number":1,"document":"cover label","id":4,"place":"","printed_at":"2026-12-01T13:19:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"}]},"copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":125,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(126,'386df77c75347715a884c9bd11f64861dfe05695fac86f8b0e7119b3c99a17a1','c197fb46d6b8078559a39cb302b98c87d27514cb9e2a4959f4292045e3f49b7f','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":3,"place":"/srv/alemprep/prints","sha256":"b4ac788e971ee766e5b026ec67b26eb227fdb8912bf5944c317c52a3f2161bff","state":"sent"}]},"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"b4ac788e971ee766e5b026ec67b26eb227fdb8912bf5944c317c52a3f2161bff","station":"rehearsal"},"result":"ok","seq":126,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(127,'c197fb46d6b8078559a39cb302b98c87d27514cb9e2a4959f4292045e3f49b7f','02d72fe8c29826f692e244b6629ce017650c3ccef91949635ff5df9c73394b3b','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":4,"place":"/srv/alemprep/prints","sha256":"4b1beb438b40f8ff4a905aa45465b3857eb6ea04d4ae23488f22a76243acaaf6","state":"sent"}]},"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"4b1beb438b40f8ff4a905aa45465b3857eb6ea04d4ae23488f22a76243acaaf6","station":"rehearsal"},"result":"ok","seq":127,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(128,'02d72fe8c29826f692e244b6629ce017650c3ccef91949635ff5df9c73394b3b','0919f98269aa4e94ea62f29988fdbc4063e4d07cf9cf13dcd8f236fdd4a0cef4','26-000006-6','{"act":"bench.labels_printed","at":"2026-12-01T13:19:26.319655+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf","sha256":"b4ac788e971ee766e5b026ec67b26eb227fdb8912bf5944c317c52a3f2161bff"},"changed":{"bag":[{"id":"26-000006-6","state":"mixed","step":"bag label"}],"printed":[{"id":3,"place":"/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf","sha256":"b4ac788e971ee766e5b026ec67b26eb227fdb8912bf5944c317c52a3f2161bff","state":"printed"},{"id":4,"place":"/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf","sha256":"4b1beb438b40f8ff4a905aa45465b3857eb6ea04d4ae23488f22a76243acaaf6","state":"printed"}]},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf","sha256":"4b1beb438b40f8ff4a905aa45465b3857eb6ea04d4ae23488f22a76243acaaf6"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":128,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(129,'0919f98269aa4e94ea62f29988fdbc4063e4d07cf9cf13dcd8f236fdd4a0cef4','d22db9158c13ade42273601a5c898b6aae5076bbd25d3659f974e8224261e1b2','26-000006-6','{"act":"bench.bag_label","at":"2026-12-01T13:20:26.319655+00:00","by":"1001","data":{"action":"scan bag label","changed":{"bag":[{"id":"26-000006-6","state":"mixed","step":"cover label"}]},"state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":129,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(130,'d22db9158c13ade42273601a5c898b6aae5076bbd25d3659f974e8224261e1b2','56d8baeb4c697d26fff022bf82345bf500824bc2b43a785ae5c502929b6675c3','FR2','{"act":"custody.reading","at":"2026-12-01T13:20:26.319655+00:00","by":"1001","data":{"celsius":"4.8","changed":{"reading":[{"at":"2026-12-01T13:20:26.319655+00:00","microcelsius":4800000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T13:20:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":130,"subject":"FR2"}');
INSERT INTO "event" VALUES(131,'56d8baeb4c697d26fff022bf82345bf500824bc2b43a785ae5c502929b6675c3','7744df3072b790216d4885e3db9e8c346b2ac056f8de23306ab27614cb801f5c','26-000001-5','{"act":"custody.move","at":"2026-12-01T13:20:26.319655+00:00","by":"1004","data":{"changed":{"move":[{"at":"2026-12-01T13:20:26.319655+00:00","bag_id":"26-000001-5","covered":true,"id":6,"kind":"ward","moved_by":"1004","place":"W4"}]},"covered":true,"kind":"ward","place":"W4","station":"rehearsal"},"result":"ok","seq":131,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(132,'7744df3072b790216d4885e3db9e8c346b2ac056f8de23306ab27614cb801f5c','4168891d9e20f88ccf48b1651ea8e8216fd2a9dc96db2195e2891701ca2babc8','26-000006-6','{"act":"bench.cover_label","at":"2026-12-01T13:21:26.319655+00:00","by":"1001","data":{"action":"scan cover label","changed":{"bag":[{"id":"26-000006-6","state":"labelled","step":"check"}]},"state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":132,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(133,'4168891d9e20f88ccf48b1651ea8e8216fd2a9dc96db2195e2891701ca2babc8','6723337787b5cfb73fa417c58c9dd05473c1f1fcdf75c9fe1de5c0276a8e2521','26-000006-6','{"act":"custody.move","at":"2026-12-01T13:24:26.319655+00:00","by":"1001","data":{"changed":{"move":[{"at":"2026-12-01T13:24:26.319655+00:00","bag_id":"26-000006-6","covered":true,"id":7,"kind":"refrigerator","moved_by":"1001","place":"FR2"}]},"covered":true,"kind":"refrigerator","place":"FR2","station":"rehearsal"},"result":"ok","seq":133,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(134,'6723337787b5cfb73fa417c58c9dd05473c1f1fcdf75c9fe1de5c0276a8e2521','4f7a9347326d8de14f778422599ba44941fed3eae7a571b035e7f128495f4b04','26-000006-6','{"act":"release.release","at":"2026-12-01T13:30:26.319655+00:00","by":"1003","data":{"action":"release","changed":{"bag":[{"id":"26-000006-6","released_by":"1003","state":"released","step":null}],"signature":[{"badge":"1003","bag_id":"26-000006-6","id":6,"meaning":"bag released","signed_at":"2026-12-01T13:30:26.319655+00:00","signed_sha256":"26ea1b335904f4f76267b3c9f46188ca60ab8187fa6a3c2943b64d3d95fbcb26"}]},"released_by":"1003","signed_sha256":"26ea1b335904f4f76267b3c9f46188ca60ab8187fa6a3c2943b64d3d95fbcb26","state":"released","station":"rehearsal","step":null},"result":"ok","seq":134,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(135,'4f7a9347326d8de14f778422599ba44941fed3eae7a571b035e7f128495f4b04','fbea588400622a5297b15dc5a4ab9cb02153b454ab9b76782af3502fa0ba2338','26-000011-1','{"act":"bench.order","at":"2026-12-01T13:45:26.319655+00:00","by":"1001","data":{"action":"confirm order","changed":{"bag":[{"id":"26-000011-1","state":"in preparation","step":"patient"}]},"state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":135,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(136,'fbea588400622a5297b15dc5a4ab9cb02153b454ab9b76782af3502fa0ba2338','327c50cc17cbc49373720608d3b27c314e52bf2c82e031106ea40ff53b41166e','26-000001-5','{"act":"custody.reading","at":"2026-12-01T13:45:26.319655+00:00","by":"1001","data":{"action":"quarantine","quarantined_because":"Out of the refrigerator for 35 min; policy allows 30.","state":"quarantined","station":"rehearsal"},"result":"ok","seq":136,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(137,'327c50cc17cbc49373720608d3b27c314e52bf2c82e031106ea40ff53b41166e','e386ab819ab09d99413352a1510e38991fa359797ee3b3cb4a166fef582fea01','FR2','{"act":"custody.reading","at":"2026-12-01T13:45:26.319655+00:00","by":"1001","data":{"celsius":"4.6","changed":{"bag":[{"id":"26-000001-5","quarantined_because":"Out of the refrigerator for 35 min; policy allows 30.","released_by":null,"state":"quarantined","step":null}],"reading":[{"at":"2026-12-01T13:45:26.319655+00:00","microcelsius":4600000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T13:45:26.319655+00:00","source":"typed"}]},"quarantined":["26-000001-5"],"station":"rehearsal"},"result":"ok","seq":137,"subject":"FR2"}');
INSERT INTO "event" VALUES(138,'e386ab819ab09d99413352a1510e38991fa359797ee3b3cb4a166fef582fea01','420856f9de1eda61720093afcdf62c1bc83e9e0094e496ae71c58ad6de0ce41d','26-000011-1','{"act":"bench.patient","at":"2026-12-01T13:46:26.319655+00:00","by":"1001","data":{"action":"confirm patient","changed":{"bag":[{"id":"26-000011-1","state":"in preparation","step":"vial"}]},"state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":138,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(139,'420856f9de1eda61720093afcdf62c1bc83e9e0094e496ae71c58ad6de0ce41d','0538ddd1eb98b496e77fa2c11aebec7365ab4db4de4868c13c1148aa00684a6a','26-000011-1','{"act":"bench.vial","at":"2026-12-01T13:47:26.319655+00:00","by":"1001","data":{"action":"scan vial","changed":{"bag":[{"id":"26-000011-1","state":"in preparation","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K3"}],"vial":[{"bag_id":"26-000011-1","fate":"taken","fate_at":"2026-12-01T13:47:26.319655+00:00","gtin":"09520001000010","serial":"7H2K3"}]},"state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K3"},"result":"ok","seq":139,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(140,'0538ddd1eb98b496e77fa2c11aebec7365ab4db4de4868c13c1148aa00684a6a','5a9fa1591eba6896508a4b22468ea7eb4a49237432b7ebccb504b7acaf8146d1','26-000011-1','{"act":"bench.look","at":"2026-12-01T13:48:26.319655+00:00","by":"1001","data":{"action":"inspect vial","changed":{"bag":[{"id":"26-000011-1","state":"in preparation","step":"diluent"}]},"state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":140,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(141,'5a9fa1591eba6896508a4b22468ea7eb4a49237432b7ebccb504b7acaf8146d1','17227c3c6dcb7371feb43821a3090759162bd4e331bb0a4e295a38e1f9865903','26-000011-1','{"act":"bench.diluent","at":"2026-12-01T13:49:26.319655+00:00","by":"1001","data":{"action":"scan diluent","changed":{"bag":[{"diluent_gtin":"09520001000034","diluent_lot":"G2210","id":"26-000011-1","state":"in preparation","step":"draw"}],"diluent":[{"gtin":"09520001000034","lot":"G2210","taken":1}]},"diluent_gtin":"09520001000034","diluent_lot":"G2210","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":141,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(142,'17227c3c6dcb7371feb43821a3090759162bd4e331bb0a4e295a38e1f9865903','4a26f73ef34a3ee35c12d3f0b6bbfe8417b943c660a4d5d2400901982e96615e','26-000011-1','{"act":"bench.draw","at":"2026-12-01T13:50:26.319655+00:00","by":"1001","data":{"action":"draw","changed":{"bag":[{"drawn_at":"2026-12-01T13:50:26.319655+00:00","id":"26-000011-1","prepared_by":"1001","state":"in preparation","step":"inject"}],"vial":[{"fate":"used","fate_at":"2026-12-01T13:50:26.319655+00:00","gtin":"09520001000010","serial":"7H2K3"}]},"drawn_at":"2026-12-01T13:50:26.319655+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":142,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(143,'4a26f73ef34a3ee35c12d3f0b6bbfe8417b943c660a4d5d2400901982e96615e','4786c2cb08d6a4824595037ee44e870ecdbd66cc17363b3befddff4bcd8d5303','26-000011-1','{"act":"bench.inject","at":"2026-12-01T13:51:26.319655+00:00","by":"1001","data":{"action":"inject","changed":{"bag":[{"id":"26-000011-1","mixed_at":"2026-12-01T13:51:26.319655+00:00","state":"mixed","step":"invert"}],"move":[{"at":"2026-12-01T13:51:26.319655+00:00","bag_id":"26-000011-1","covered":false,"id":8,"kind":"station","moved_by":"1001","place":""}]},"mixed_at":"2026-12-01T13:51:26.319655+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":143,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(144,'4786c2cb08d6a4824595037ee44e870ecdbd66cc17363b3befddff4bcd8d5303','55f1a2009e9f1b4ed893f8ddcc17289bad29ebb6f154c9a363e0f4461b0840ef','26-000011-1','{"act":"bench.invert","at":"2026-12-01T13:52:26.319655+00:00","by":"1001","data":{"action":"invert","changed":{"bag":[{"id":"26-000011-1","state":"mixed","step":"cover"}]},"state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":144,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(145,'55f1a2009e9f1b4ed893f8ddcc17289bad29ebb6f154c9a363e0f4461b0840ef','3e568065feb060b7c7f24967a743321fe1279bf33f79b41d3dd701e644b4c436','26-000011-1','{"act":"bench.cover","at":"2026-12-01T13:53:26.319655+00:00","by":"1001","data":{"action":"cover","changed":{"bag":[{"id":"26-000011-1","state":"mixed","step":"print"}],"move":[{"at":"2026-12-01T13:53:26.319655+00:00","bag_id":"26-000011-1","covered":true,"id":9,"kind":"station","moved_by":"1001","place":""}]},"state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":145,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(146,'3e568065feb060b7c7f24967a743321fe1279bf33f79b41d3dd701e644b4c436','6d3a6e1eeb5c87afac64176c9784d219b3c43ad7bd430c440da034b466a3a02d','26-000011-1','{"act":"bench.number_labels","at":"2026-12-01T13:54:26.319655+00:00","by":"1001","data":{"anchor":"145:3e568065feb060b7","changed":{"bag":[{"id":"26-000011-1","label_copy":1}],"printed":[{"anchor":"145:3e568065feb060b7","bag_id":"26-000011-1","copy_number":1,"document":"bag label","id":5,"place":"","printed_at":"2026-12-01T13:54:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"},{"anchor":"145:3e568065feb060b7","bag_id":"26-000011-1","copy_number":1,"document":"cover label","id":6,"place":"","printed_at":"2026-12-01T13:54:26.319655+00:00","printed_by":"1001","sha256":"","state":"waiting"}]},"copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":146,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(147,'6d3a6e1eeb5c87afac64176c9784d219b3c43ad7bd430c440da034b466a3a02d','14602bb464076e18718d309c607f98a1cf9d32d80cfecdbf6b8618869d79b99c','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":5,"place":"/srv/alemprep/prints","sha256":"0e27656e22578bfe39c6c979c227255416786939ad355666dfa435fee0099cf6","state":"sent"}]},"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"0e27656e22578bfe39c6c979c227255416786939ad355666dfa435fee0099cf6","station":"rehearsal"},"result":"ok","seq":147,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(148,'14602bb464076e18718d309c607f98a1cf9d32d80cfecdbf6b8618869d79b99c','22a0d5d082dedab91c025055e0757c8473854354a5d13f88d41102aa49fca0f0','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:26.319655+00:00","by":"1001","data":{"changed":{"printed":[{"id":6,"place":"/srv/alemprep/prints","sha256":"7d138eee35e15f5b55f48642b83bb004a460aa30d21a2f09ad6b9617e29892af","state":"sent"}]},"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"7d138eee35e15f5b55f48642b83bb004a460aa30d21a2f09ad6b9617e29892af","station":"rehearsal"},"result":"ok","seq":148,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(149,'22a0d5d082dedab91c025055e0757c8473854354a5d13f88d41102aa49fca0f0','7e1ae935e7325baa847625ed71166d426ab1093fb2832c5fd856f5abfea92c97','26-000011-1','{"act":"bench.labels_printed","at":"2026-12-01T13:54:26.319655+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf","sha256":"0e27656e22578bfe39c6c979c227255416786939ad355666dfa435fee0099cf6"},"changed":{"bag":[{"id":"26-000011-1","state":"mixed","step":"bag label"}],"printed":[{"id":5,"place":"/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf","sha256":"0e27656e22578bfe39c6c979c227255416786939ad355666dfa435fee0099cf6","state":"printed"},{"id":6,"place":"/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf","sha256":"7d138eee35e15f5b55f48642b83bb004a460aa30d21a2f09ad6b9617e29892af","state":"printed"}]},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf","sha256":"7d138eee35e15f5b55f48642b83bb004a460aa30d21a2f09ad6b9617e29892af"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":149,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(150,'7e1ae935e7325baa847625ed71166d426ab1093fb2832c5fd856f5abfea92c97','013f6c9bc42dea17f16b927693dec56d9412a3e9d83fa6e4f2bdc5d2b4c27542','26-000011-1','{"act":"bench.bag_label","at":"2026-12-01T13:55:26.319655+00:00","by":"1001","data":{"action":"scan bag label","changed":{"bag":[{"id":"26-000011-1","state":"mixed","step":"cover label"}]},"state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":150,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(151,'013f6c9bc42dea17f16b927693dec56d9412a3e9d83fa6e4f2bdc5d2b4c27542','85df1cf1969258f257b567b0e62f891aa3efb1a65ee38c96360a27597baf7014','26-000011-1','{"act":"bench.cover_label","at":"2026-12-01T13:56:26.319655+00:00","by":"1001","data":{"action":"scan cover label","changed":{"bag":[{"id":"26-000011-1","state":"labelled","step":"check"}]},"state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":151,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(152,'85df1cf1969258f257b567b0e62f891aa3efb1a65ee38c96360a27597baf7014','397d2c4b2c777d8b7efc4ca1ca3b5c3e63866d1ae0d3ed9a7a512adbfb015db7','26-000006-6','{"act":"custody.move","at":"2026-12-01T13:58:26.319655+00:00","by":"1004","data":{"changed":{"move":[{"at":"2026-12-01T13:58:26.319655+00:00","bag_id":"26-000006-6","covered":true,"id":10,"kind":"under way","moved_by":"1004","place":"BOX1"}]},"covered":true,"kind":"under way","place":"BOX1","station":"rehearsal"},"result":"ok","seq":152,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(153,'397d2c4b2c777d8b7efc4ca1ca3b5c3e63866d1ae0d3ed9a7a512adbfb015db7','39f3474ce622ed2592f3cef6f7f8738104b20fbaa0882e77e3f53d8ef48a432a','26-000011-1','{"act":"custody.move","at":"2026-12-01T13:58:26.319655+00:00","by":"1001","data":{"changed":{"move":[{"at":"2026-12-01T13:58:26.319655+00:00","bag_id":"26-000011-1","covered":true,"id":11,"kind":"refrigerator","moved_by":"1001","place":"FR1"}]},"covered":true,"kind":"refrigerator","place":"FR1","station":"rehearsal"},"result":"ok","seq":153,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(154,'39f3474ce622ed2592f3cef6f7f8738104b20fbaa0882e77e3f53d8ef48a432a','6b9d88f44f3e793b27096e8e3b913ae2391ee4ad62a7c7d088f4c87b81f54f03','FR1','{"act":"custody.reading","at":"2026-12-01T13:59:26.319655+00:00","by":"1001","data":{"celsius":"4.2","changed":{"reading":[{"at":"2026-12-01T13:59:26.319655+00:00","microcelsius":4200000,"place":"FR1","read_by":"1001","recorded_at":"2026-12-01T13:59:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":154,"subject":"FR1"}');
INSERT INTO "event" VALUES(155,'6b9d88f44f3e793b27096e8e3b913ae2391ee4ad62a7c7d088f4c87b81f54f03','e28c187477ff6cbd6a7d195fcc7155476c7499d7c0541d077fad953a8f42f933','26-000006-6','{"act":"custody.move","at":"2026-12-01T14:00:26.319655+00:00","by":"1004","data":{"changed":{"move":[{"at":"2026-12-01T14:00:26.319655+00:00","bag_id":"26-000006-6","covered":true,"id":12,"kind":"refrigerator","moved_by":"1004","place":"FR4"}]},"covered":true,"kind":"refrigerator","place":"FR4","station":"rehearsal"},"result":"ok","seq":155,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(156,'e28c187477ff6cbd6a7d195fcc7155476c7499d7c0541d077fad953a8f42f933','7abee9bc3a946d4721e70b30b0d9f18fc84ac03ac4f711c8393760856774714f','FR4','{"act":"custody.reading","at":"2026-12-01T14:01:26.319655+00:00","by":"1004","data":{"celsius":"5.3","changed":{"reading":[{"at":"2026-12-01T14:01:26.319655+00:00","microcelsius":5300000,"place":"FR4","read_by":"1004","recorded_at":"2026-12-01T14:01:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":156,"subject":"FR4"}');
INSERT INTO "event" VALUES(157,'7abee9bc3a946d4721e70b30b0d9f18fc84ac03ac4f711c8393760856774714f','5ab57c923f8b3789cd02be333f0396d8f3575a5d7ea856c36a229b11bb38c155','FR2','{"act":"custody.reading","at":"2026-12-01T14:10:26.319655+00:00","by":"1001","data":{"celsius":"4.7","changed":{"reading":[{"at":"2026-12-01T14:10:26.319655+00:00","microcelsius":4700000,"place":"FR2","read_by":"1001","recorded_at":"2026-12-01T14:10:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":157,"subject":"FR2"}');
INSERT INTO "event" VALUES(158,'5ab57c923f8b3789cd02be333f0396d8f3575a5d7ea856c36a229b11bb38c155','62a31ea5e3781b2c300e56e97feb9ac05efe9cb181e9c8d5f76e6e7033f00917','FR4','{"act":"custody.reading","at":"2026-12-01T14:10:26.319655+00:00","by":"1004","data":{"celsius":"5.1","changed":{"reading":[{"at":"2026-12-01T14:10:26.319655+00:00","microcelsius":5100000,"place":"FR4","read_by":"1004","recorded_at":"2026-12-01T14:10:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":158,"subject":"FR4"}');
INSERT INTO "event" VALUES(159,'62a31ea5e3781b2c300e56e97feb9ac05efe9cb181e9c8d5f76e6e7033f00917','3804d8f55789793c3cf8149b6df6ed6e4af13a224c590cdc3af947979d8cab01','FR1','{"act":"custody.reading","at":"2026-12-01T14:10:26.319655+00:00","by":"1001","data":{"celsius":"4.3","changed":{"reading":[{"at":"2026-12-01T14:10:26.319655+00:00","microcelsius":4300000,"place":"FR1","read_by":"1001","recorded_at":"2026-12-01T14:10:26.319655+00:00","source":"typed"}]},"quarantined":[],"station":"rehearsal"},"result":"ok","seq":159,"subject":"FR1"}');
CREATE TABLE head (
	id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "head" VALUES(1,159,'3804d8f55789793c3cf8149b6df6ed6e4af13a224c590cdc3af947979d8cab01','2026-12-01 14:10:26.319655');
CREATE TABLE medication (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	medicine VARCHAR(32) NOT NULL, 
	given_at DATETIME NOT NULL, 
	given_by VARCHAR NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(given_by) REFERENCES person (badge), 
	CONSTRAINT medicine CHECK (medicine IN ('antipyretic', 'antihistamine', 'steroid'))
);
INSERT INTO "medication" VALUES(1,'26-000006-6','antipyretic','2026-12-01 12:30:26.319655','1004','2026-12-01 12:30:26.319655');
INSERT INTO "medication" VALUES(2,'26-000006-6','steroid','2026-12-01 13:00:26.319655','1004','2026-12-01 13:00:26.319655');
CREATE TABLE move (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	place VARCHAR NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	covered BOOLEAN NOT NULL, 
	moved_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(moved_by) REFERENCES person (badge), 
	CONSTRAINT place_kind CHECK (kind IN ('station', 'refrigerator', 'under way', 'ward'))
);
INSERT INTO "move" VALUES(1,'26-000001-5','2026-12-01 07:16:26.319655','','station',0,'1001');
INSERT INTO "move" VALUES(2,'26-000001-5','2026-12-01 07:18:26.319655','','station',1,'1001');
INSERT INTO "move" VALUES(3,'26-000001-5','2026-12-01 07:26:26.319655','FR2','refrigerator',1,'1001');
INSERT INTO "move" VALUES(4,'26-000006-6','2026-12-01 13:16:26.319655','','station',0,'1001');
INSERT INTO "move" VALUES(5,'26-000006-6','2026-12-01 13:18:26.319655','','station',1,'1001');
INSERT INTO "move" VALUES(6,'26-000001-5','2026-12-01 13:20:26.319655','W4','ward',1,'1004');
INSERT INTO "move" VALUES(7,'26-000006-6','2026-12-01 13:24:26.319655','FR2','refrigerator',1,'1001');
INSERT INTO "move" VALUES(8,'26-000011-1','2026-12-01 13:51:26.319655','','station',0,'1001');
INSERT INTO "move" VALUES(9,'26-000011-1','2026-12-01 13:53:26.319655','','station',1,'1001');
INSERT INTO "move" VALUES(10,'26-000006-6','2026-12-01 13:58:26.319655','BOX1','under way',1,'1004');
INSERT INTO "move" VALUES(11,'26-000011-1','2026-12-01 13:58:26.319655','FR1','refrigerator',1,'1001');
INSERT INTO "move" VALUES(12,'26-000006-6','2026-12-01 14:00:26.319655','FR4','refrigerator',1,'1004');
CREATE TABLE observation (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	heart_rate INTEGER NOT NULL, 
	systolic INTEGER NOT NULL, 
	diastolic INTEGER NOT NULL, 
	millicelsius INTEGER NOT NULL, 
	skin VARCHAR NOT NULL, 
	observed_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(observed_by) REFERENCES person (badge)
);
CREATE TABLE override (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	item VARCHAR(32) NOT NULL, 
	facts_sha256 VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	decided_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(decided_by) REFERENCES person (badge), 
	CONSTRAINT overridable CHECK (item IN ('premedication', 'vital-signs'))
);
CREATE TABLE patient (
	record_number VARCHAR NOT NULL, 
	family_name VARCHAR NOT NULL, 
	given_name VARCHAR NOT NULL, 
	birth_date DATE NOT NULL, 
	ward VARCHAR NOT NULL, 
	wristband VARCHAR, 
	PRIMARY KEY (record_number), 
	UNIQUE (wristband)
);
INSERT INTO "patient" VALUES('00482913','Núñez Etxeberria','María del Carmen','1984-02-14','Neurología H. de día','952000000000001238');
INSERT INTO "patient" VALUES('00511270','Ibarra Leza','Jon','1991-07-02','Neurología H. de día',NULL);
INSERT INTO "patient" VALUES('00498344','García Soto','Ana','1979-11-23','Neurología planta 4',NULL);
INSERT INTO "patient" VALUES('00520016','Prieto Lago','Carmen','1988-05-30','Neurología H. de día',NULL);
INSERT INTO "patient" VALUES('00476652','Vidal Roca','Pau','1995-01-09','Neurología planta 4',NULL);
INSERT INTO "patient" VALUES('00533108','Żółtowska Łuczak','Małgorzata','1986-09-17','Neurología H. de día',NULL);
CREATE TABLE person (
	badge VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	pin_hash VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	tried_at DATETIME, left_at DATETIME, session INTEGER, session_station VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (badge), 
	CONSTRAINT role CHECK (role IN ('pharmacist', 'technician', 'nurse', 'physician', 'administrator'))
);
INSERT INTO "person" VALUES('1000','R. Iturbe','administrator','$argon2id$v=19$m=19456,t=2,p=1$6lE95+O13KtIRCWhC5kHcQ$ralZcP3h/Nl9FbK8K+7H/1Jq3clS1D0nQCx6TGYNtEQ',0,NULL,NULL,NULL,'');
INSERT INTO "person" VALUES('1001','T. Ruiz','technician','$argon2id$v=19$m=19456,t=2,p=1$b3y8Uo2B2mJgmi3/aJfY4w$n7hJWmCKLJzZeQHXg8rjI3IKt5XA2YUzr80TsIDsoSY',0,'2026-12-01 05:40:26.319655',NULL,NULL,'');
INSERT INTO "person" VALUES('1002','F. Soler','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$b6s2CDXWj7WxjFdzUfVFNA$JtRUwu/mDsouSu7ry7KTOvdcCAhtenj66d+ym3fX1vw',0,'2026-12-01 07:25:26.319655',NULL,NULL,'');
INSERT INTO "person" VALUES('1003','M. Vega','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$Qc4NjBucC4PTcW1buZ3qzQ$Qxcu+3MmDc3Jn62A0uF4EbFmWgVN6G3g0zkxW+QOIoQ',0,'2026-12-01 13:30:26.319655',NULL,NULL,'');
INSERT INTO "person" VALUES('1004','N. Pons','nurse','$argon2id$v=19$m=19456,t=2,p=1$4DInX6l9wKJEq/Dn0cfulQ$eoHT1WVZZhj6uBFS8Xsj2Sxr6pQi17oApELL7iv6+Is',0,NULL,NULL,NULL,'');
INSERT INTO "person" VALUES('1005','I. Lasa','physician','$argon2id$v=19$m=19456,t=2,p=1$udsy8URAfGEnIdH4jCGoVQ$fU2kWSoILoMsr7ovfm/Kf8pc3wM2fnEpmmeFVxhfttM',0,NULL,NULL,NULL,'');
CREATE TABLE printed (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	copy_number INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	printed_at DATETIME NOT NULL, 
	printed_by VARCHAR NOT NULL, state VARCHAR(32) DEFAULT 'printed' NOT NULL CONSTRAINT print_state CHECK (state IN ('waiting', 'sent', 'printed', 'seen')), anchor VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(printed_by) REFERENCES person (badge)
);
INSERT INTO "printed" VALUES(1,'26-000001-5','bag label',1,'7d7234d9c608ccbd5d348fa899c39b8fb1dcbe3044833830051dc4a0ec1254c1','/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf','2026-12-01 07:19:26.319655','1001','printed','91:32cbf3b66368d37d');
INSERT INTO "printed" VALUES(2,'26-000001-5','cover label',1,'76ecf91705e4d51b8e3a1e218e55cd3ec469a13cfdde8041f6bca2e7d9f4884c','/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf','2026-12-01 07:19:26.319655','1001','printed','91:32cbf3b66368d37d');
INSERT INTO "printed" VALUES(3,'26-000006-6','bag label',1,'b4ac788e971ee766e5b026ec67b26eb227fdb8912bf5944c317c52a3f2161bff','/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf','2026-12-01 13:19:26.319655','1001','printed','124:2a40f90525526988');
INSERT INTO "printed" VALUES(4,'26-000006-6','cover label',1,'4b1beb438b40f8ff4a905aa45465b3857eb6ea04d4ae23488f22a76243acaaf6','/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf','2026-12-01 13:19:26.319655','1001','printed','124:2a40f90525526988');
INSERT INTO "printed" VALUES(5,'26-000011-1','bag label',1,'0e27656e22578bfe39c6c979c227255416786939ad355666dfa435fee0099cf6','/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf','2026-12-01 13:54:26.319655','1001','printed','145:3e568065feb060b7');
INSERT INTO "printed" VALUES(6,'26-000011-1','cover label',1,'7d138eee35e15f5b55f48642b83bb004a460aa30d21a2f09ad6b9617e29892af','/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf','2026-12-01 13:54:26.319655','1001','printed','145:3e568065feb060b7');
CREATE TABLE product (
	gtin VARCHAR NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	diluent VARCHAR NOT NULL, 
	enrolled_by VARCHAR NOT NULL, 
	witnessed_by VARCHAR NOT NULL, 
	enrolled_at DATETIME NOT NULL, 
	PRIMARY KEY (gtin), 
	FOREIGN KEY(enrolled_by) REFERENCES person (badge), 
	FOREIGN KEY(witnessed_by) REFERENCES person (badge), 
	CONSTRAINT product_kind CHECK (kind IN ('vial', 'diluent'))
);
INSERT INTO "product" VALUES('09520001000010','vial','LEMTRADA','','1002','1001','2026-12-01 05:40:26.319655');
INSERT INTO "product" VALUES('09520001000027','diluent','Sodio cloruro 0,9 % San Telmo','sodium-chloride','1002','1001','2026-12-01 05:40:26.319655');
INSERT INTO "product" VALUES('09520001000034','diluent','Glucosa 5 % San Telmo','glucose','1002','1001','2026-12-01 05:40:26.319655');
CREATE TABLE rate (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	what VARCHAR(32) NOT NULL, 
	microlitres_an_hour INTEGER, 
	grade INTEGER, 
	response VARCHAR(32), 
	reason VARCHAR NOT NULL, 
	done_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(done_by) REFERENCES person (badge), 
	CONSTRAINT happening CHECK (what IN ('start', 'rate', 'pause', 'resume', 'reaction', 'climb', 'stop', 'complete')), 
	CONSTRAINT response CHECK (response IN ('go on', 'reduce', 'hold', 'stop for good'))
);
CREATE TABLE reading (
	place VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	microcelsius INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	read_by VARCHAR NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	PRIMARY KEY (place, at), 
	FOREIGN KEY(read_by) REFERENCES person (badge)
);
INSERT INTO "reading" VALUES('FR2','2026-12-01 07:30:26.319655',4600000,'typed','1001','2026-12-01 07:30:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 07:55:26.319655',4400000,'typed','1001','2026-12-01 07:55:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 08:20:26.319655',4800000,'typed','1001','2026-12-01 08:20:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 08:45:26.319655',5100000,'typed','1001','2026-12-01 08:45:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 09:10:26.319655',4700000,'typed','1001','2026-12-01 09:10:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 09:35:26.319655',4500000,'typed','1001','2026-12-01 09:35:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:00:26.319655',4600000,'typed','1001','2026-12-01 10:00:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:25:26.319655',4900000,'typed','1001','2026-12-01 10:25:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:50:26.319655',5200000,'typed','1001','2026-12-01 10:50:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 11:15:26.319655',4800000,'typed','1001','2026-12-01 11:15:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 11:40:26.319655',4600000,'typed','1001','2026-12-01 11:40:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:05:26.319655',4500000,'typed','1001','2026-12-01 12:05:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:30:26.319655',4700000,'typed','1001','2026-12-01 12:30:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:55:26.319655',5000000,'typed','1001','2026-12-01 12:55:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 13:20:26.319655',4800000,'typed','1001','2026-12-01 13:20:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 13:45:26.319655',4600000,'typed','1001','2026-12-01 13:45:26.319655');
INSERT INTO "reading" VALUES('FR1','2026-12-01 13:59:26.319655',4200000,'typed','1001','2026-12-01 13:59:26.319655');
INSERT INTO "reading" VALUES('FR4','2026-12-01 14:01:26.319655',5300000,'typed','1004','2026-12-01 14:01:26.319655');
INSERT INTO "reading" VALUES('FR2','2026-12-01 14:10:26.319655',4700000,'typed','1001','2026-12-01 14:10:26.319655');
INSERT INTO "reading" VALUES('FR4','2026-12-01 14:10:26.319655',5100000,'typed','1004','2026-12-01 14:10:26.319655');
INSERT INTO "reading" VALUES('FR1','2026-12-01 14:10:26.319655',4300000,'typed','1001','2026-12-01 14:10:26.319655');
CREATE TABLE recall (
	gtin VARCHAR NOT NULL, 
	lot VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	recalled_by VARCHAR NOT NULL, 
	recalled_at DATETIME NOT NULL, 
	PRIMARY KEY (gtin, lot), 
	FOREIGN KEY(gtin) REFERENCES product (gtin), 
	FOREIGN KEY(recalled_by) REFERENCES person (badge)
);
CREATE TABLE signature (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	badge VARCHAR NOT NULL, 
	signed_at DATETIME NOT NULL, 
	meaning VARCHAR NOT NULL, 
	signed_sha256 VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(badge) REFERENCES person (badge), 
	FOREIGN KEY(bag_id) REFERENCES bag (id)
);
INSERT INTO "signature" VALUES(1,'26-000001-5','1002','2026-12-01 06:00:26.319655','order verified','4b0d6d3daa87edda6215b4b5d4e4aca39d9638bd92f7b4df0c43e4915c61a20b');
INSERT INTO "signature" VALUES(2,'26-000006-6','1002','2026-12-01 06:01:26.319655','order verified','1976141ca9a91392eb6abdfea84ee960b691655b0a5caebb6f7f36e74ad2e34e');
INSERT INTO "signature" VALUES(3,'26-000011-1','1002','2026-12-01 06:02:26.319655','order verified','44326d17a24fd1bfc45e806912b5828e8a7382bfa751b5e7994493c4bb822eff');
INSERT INTO "signature" VALUES(4,'26-000014-6','1002','2026-12-01 06:03:26.319655','order verified','0341e6606a23858e668f4479e7a063c249b44d9ad3ab6fb97e3781e6b82344ee');
INSERT INTO "signature" VALUES(5,'26-000001-5','1002','2026-12-01 07:25:26.319655','bag released','8b8a39c514115239bc640facb52b62a81cd71cff45927ce4daf184f23da67772');
INSERT INTO "signature" VALUES(6,'26-000006-6','1003','2026-12-01 13:30:26.319655','bag released','26ea1b335904f4f76267b3c9f46188ca60ab8187fa6a3c2943b64d3d95fbcb26');
CREATE TABLE vial (
	gtin VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	lot VARCHAR NOT NULL, 
	expiry DATE NOT NULL, 
	received_at DATETIME NOT NULL, 
	received_by VARCHAR NOT NULL, 
	fate VARCHAR(32) NOT NULL, 
	bag_id VARCHAR, 
	fate_at DATETIME, 
	PRIMARY KEY (gtin, serial), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(gtin) REFERENCES product (gtin), 
	FOREIGN KEY(received_by) REFERENCES person (badge), 
	CONSTRAINT vial_fate CHECK (fate IN ('in stock', 'taken', 'used', 'rejected', 'destroyed'))
);
INSERT INTO "vial" VALUES('09520001000010','7H2K1','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','used','26-000001-5','2026-12-01 07:15:26.319655');
INSERT INTO "vial" VALUES('09520001000010','7H2K2','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','used','26-000006-6','2026-12-01 13:15:26.319655');
INSERT INTO "vial" VALUES('09520001000010','7H2K3','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','used','26-000011-1','2026-12-01 13:50:26.319655');
INSERT INTO "vial" VALUES('09520001000010','7H2K4','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K5','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K6','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K7','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K8','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K9','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K10','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K11','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K12','L77F2','2028-12-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P1','L81C5','2029-03-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P2','L81C5','2029-03-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P3','L81C5','2029-03-31','2026-12-01 05:40:26.319655','1001','in stock',NULL,NULL);
CREATE INDEX ix_event_subject ON event (subject);
CREATE UNIQUE INDEX one_course_of_a_number ON course (patient_record, number) WHERE cancelled_at IS NULL;
CREATE INDEX ix_bag_course_id ON bag (course_id);
CREATE INDEX ix_bag_state ON bag (state);
CREATE UNIQUE INDEX one_bag_a_vial ON bag (vial_gtin, vial_serial) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX one_live_bag_a_day ON bag (patient_record, on_date) WHERE state NOT IN ('cancelled', 'discarded');
CREATE INDEX ix_printed_bag_id ON printed (bag_id);
CREATE INDEX ix_signature_bag_id ON signature (bag_id);
CREATE INDEX ix_vial_lot ON vial (lot);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE INDEX ix_move_bag_id ON move (bag_id);
CREATE INDEX ix_medication_bag_id ON medication (bag_id);
CREATE INDEX ix_observation_bag_id ON observation (bag_id);
CREATE INDEX ix_override_bag_id ON override (bag_id);
CREATE INDEX ix_rate_bag_id ON rate (bag_id);
CREATE TRIGGER approval_no_update BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approval is append-only'); END;
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approval is append-only'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE INDEX ix_bag_patient_record ON bag (patient_record);
CREATE INDEX ix_bag_on_date ON bag (on_date);
CREATE INDEX bag_not_ended ON bag (id) WHERE state NOT IN ('cancelled', 'completed', 'discarded', 'stopped');
COMMIT;
