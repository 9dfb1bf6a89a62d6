BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
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
INSERT INTO "bag" VALUES('26-000001-5',1,'00476652',1,'2026-12-01','2026-12-01 14:40:00.000000','quarantined',NULL,'09520001000010','7H2K1','09520001000027','B4471','2026-12-01 07:15:21.702305','2026-12-01 07:16:21.702305',0,'1001',NULL,'fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Out of the refrigerator for 35 min; policy allows 30.',NULL);
INSERT INTO "bag" VALUES('26-000002-3',1,'00476652',2,'2026-12-02','2026-12-02 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000003-1',1,'00476652',3,'2026-12-03','2026-12-03 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000004-0',1,'00476652',4,'2026-12-04','2026-12-04 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000005-8',1,'00476652',5,'2026-12-05','2026-12-05 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000006-6',2,'00482913',1,'2026-12-01','2026-12-01 14:25:00.000000','released',NULL,'09520001000010','7H2K2','09520001000027','B4471','2026-12-01 13:15:21.702305','2026-12-01 13:16:21.702305',0,'1001','1003','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000007-4',2,'00482913',2,'2026-12-02','2026-12-02 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000008-2',2,'00482913',3,'2026-12-03','2026-12-03 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000009-9',2,'00482913',4,'2026-12-04','2026-12-04 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000010-3',2,'00482913',5,'2026-12-05','2026-12-05 14:25:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000011-1',3,'00498344',1,'2026-12-01','2026-12-01 15:40:00.000000','labelled','check','09520001000010','7H2K3','09520001000034','G2210','2026-12-01 13:50:21.702305','2026-12-01 13:51:21.702305',0,'1001',NULL,'fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d',1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000012-0',3,'00498344',2,'2026-12-02','2026-12-02 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000013-8',3,'00498344',3,'2026-12-03','2026-12-03 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
INSERT INTO "bag" VALUES('26-000014-6',4,'00511270',1,'2026-12-01','2026-12-01 16:10:00.000000','verified','order',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d',0,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'',NULL);
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
INSERT INTO "course" VALUES(1,'00476652',1,'2026-12-01','2026-12-05','15:40','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:50:21.702305',NULL);
INSERT INTO "course" VALUES(2,'00482913',1,'2026-12-01','2026-12-05','15:25','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:51:21.702305',NULL);
INSERT INTO "course" VALUES(3,'00498344',2,'2026-12-01','2026-12-03','16:40','Europe/Madrid','2025-10-27','','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:52:21.702305',NULL);
INSERT INTO "course" VALUES(4,'00511270',1,'2026-12-01','2026-12-05','17:10','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:53:21.702305',NULL);
INSERT INTO "course" VALUES(5,'00520016',3,'2026-12-01','2026-12-03','17:40','Europe/Madrid','2025-11-16','two new T2 lesions','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:54:21.702305',NULL);
INSERT INTO "course" VALUES(6,'00533108',1,'2026-12-02','2026-12-06','16:10','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d','1005','2026-12-01 05:55:21.702305',NULL);
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
INSERT INTO "event" VALUES(1,'b5a0554fb022e5f4e4503dc3e84cb7286ac67ac83be0984317fcca4fda71872e','ed072895b5a690717c7d78265d57e5b087a081359819d7ad563429cb10efa2c2','1000','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"first":true,"name":"R. Iturbe","role":"administrator","station":"rehearsal"},"result":"ok","seq":1,"subject":"1000"}');
INSERT INTO "event" VALUES(2,'ed072895b5a690717c7d78265d57e5b087a081359819d7ad563429cb10efa2c2','4636412204d67534be92bb1aadd45d23011085ffda330c865d7b423763fb80a5','1001','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"name":"T. Ruiz","role":"technician","station":"rehearsal"},"result":"ok","seq":2,"subject":"1001"}');
INSERT INTO "event" VALUES(3,'4636412204d67534be92bb1aadd45d23011085ffda330c865d7b423763fb80a5','565ab56c93cd816f108390c4638ce9579767d735356d269cd5296b2371ab1d03','1002','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"name":"F. Soler","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":3,"subject":"1002"}');
INSERT INTO "event" VALUES(4,'565ab56c93cd816f108390c4638ce9579767d735356d269cd5296b2371ab1d03','ae60f3320f697a75e84166e5206e12d22b25e75a4464a82e1b91f36f725f73a8','1003','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"name":"M. Vega","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":4,"subject":"1003"}');
INSERT INTO "event" VALUES(5,'ae60f3320f697a75e84166e5206e12d22b25e75a4464a82e1b91f36f725f73a8','c1687d28fd6256100d0dac2ea313c4144447c5fa996fe76f1557370b4a52520c','1004','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"name":"N. Pons","role":"nurse","station":"rehearsal"},"result":"ok","seq":5,"subject":"1004"}');
INSERT INTO "event" VALUES(6,'c1687d28fd6256100d0dac2ea313c4144447c5fa996fe76f1557370b4a52520c','6e2e3a8cfdc4746f930ec6180d8ea4a43151269f079664f03b72a921593048a0','1005','{"act":"people.add","at":"2026-12-01T05:40:21.702305+00:00","by":"1000","data":{"name":"I. Lasa","role":"physician","station":"rehearsal"},"result":"ok","seq":6,"subject":"1005"}');
INSERT INTO "event" VALUES(7,'6e2e3a8cfdc4746f930ec6180d8ea4a43151269f079664f03b72a921593048a0','7ba78b558070e33189236cfa3b948f55b74814da795095ad50ca2fb9a748f065','09520001000010','{"act":"stock.enrol","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"product":{"diluent":"","gtin":"09520001000010","kind":"vial","name":"LEMTRADA"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":7,"subject":"09520001000010"}');
INSERT INTO "event" VALUES(8,'7ba78b558070e33189236cfa3b948f55b74814da795095ad50ca2fb9a748f065','65e449617f0f593d0fa67bf886d0875f99134aea05794bbe2f039d1249ed0f20','09520001000027','{"act":"stock.enrol","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"product":{"diluent":"sodium-chloride","gtin":"09520001000027","kind":"diluent","name":"Sodio cloruro 0,9 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":8,"subject":"09520001000027"}');
INSERT INTO "event" VALUES(9,'65e449617f0f593d0fa67bf886d0875f99134aea05794bbe2f039d1249ed0f20','1a5693211d3ea235ad329bf756e0063d282053a4f0037ac6321384f8fceffc4b','09520001000034','{"act":"stock.enrol","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"product":{"diluent":"glucose","gtin":"09520001000034","kind":"diluent","name":"Glucosa 5 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":9,"subject":"09520001000034"}');
INSERT INTO "event" VALUES(10,'1a5693211d3ea235ad329bf756e0063d282053a4f0037ac6321384f8fceffc4b','2bb4b46cb3b8b6ac61e6f2b250407434c6392ba99e5823ddc9a3337c201cb684','7H2K1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K1"}},"result":"ok","seq":10,"subject":"7H2K1"}');
INSERT INTO "event" VALUES(11,'2bb4b46cb3b8b6ac61e6f2b250407434c6392ba99e5823ddc9a3337c201cb684','d8d476983961327bc8b77c8d14e33f5dde0cb2a0927e641e6a7ca21667a4d292','7H2K2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K2"}},"result":"ok","seq":11,"subject":"7H2K2"}');
INSERT INTO "event" VALUES(12,'d8d476983961327bc8b77c8d14e33f5dde0cb2a0927e641e6a7ca21667a4d292','36705ba9f86c3d37363073466474b2e40e65deeb322458748d1dd70761bc1762','7H2K3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K3"}},"result":"ok","seq":12,"subject":"7H2K3"}');
INSERT INTO "event" VALUES(13,'36705ba9f86c3d37363073466474b2e40e65deeb322458748d1dd70761bc1762','24b3e76700e59a451612e131fd858a43597df50622947eefd7771c12847da45e','7H2K4','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K4"}},"result":"ok","seq":13,"subject":"7H2K4"}');
INSERT INTO "event" VALUES(14,'24b3e76700e59a451612e131fd858a43597df50622947eefd7771c12847da45e','8e19121d8c2908845478dfc566c5aa7bdedf888932de186669bcaef5b29435c4','7H2K5','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K5"}},"result":"ok","seq":14,"subject":"7H2K5"}');
INSERT INTO "event" VALUES(15,'8e19121d8c2908845478dfc566c5aa7bdedf888932de186669bcaef5b29435c4','38bcf9b83444d11e7d7a3abea27eef5d121b83b1024755c56f2e7b0207618644','7H2K6','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K6"}},"result":"ok","seq":15,"subject":"7H2K6"}');
INSERT INTO "event" VALUES(16,'38bcf9b83444d11e7d7a3abea27eef5d121b83b1024755c56f2e7b0207618644','465bd0195a0a5d6291c0524e1a7e56928fed7baf0ff38647ebf94a697f59df35','7H2K7','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K7"}},"result":"ok","seq":16,"subject":"7H2K7"}');
INSERT INTO "event" VALUES(17,'465bd0195a0a5d6291c0524e1a7e56928fed7baf0ff38647ebf94a697f59df35','2f81ca11e69f7542f2d0c896f731b3925df5bc9b6a79a19b5dfba4d332472cfe','7H2K8','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K8"}},"result":"ok","seq":17,"subject":"7H2K8"}');
INSERT INTO "event" VALUES(18,'2f81ca11e69f7542f2d0c896f731b3925df5bc9b6a79a19b5dfba4d332472cfe','7ee2d7b486cc2588f521f3be2d5310fb426c41af9cdfd29c5d0fb6a5e1811130','7H2K9','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K9"}},"result":"ok","seq":18,"subject":"7H2K9"}');
INSERT INTO "event" VALUES(19,'7ee2d7b486cc2588f521f3be2d5310fb426c41af9cdfd29c5d0fb6a5e1811130','08ed3c0cbc0ae81791c380766dc0a1f3668315b7ec461f55cd09521cc75261d6','7H2K10','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K10"}},"result":"ok","seq":19,"subject":"7H2K10"}');
INSERT INTO "event" VALUES(20,'08ed3c0cbc0ae81791c380766dc0a1f3668315b7ec461f55cd09521cc75261d6','29cbb29502b00d1cf7b878a39727bdf4714650d404326c30a8913239c4eb82e9','7H2K11','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K11"}},"result":"ok","seq":20,"subject":"7H2K11"}');
INSERT INTO "event" VALUES(21,'29cbb29502b00d1cf7b878a39727bdf4714650d404326c30a8913239c4eb82e9','a7ea724ef060e505396d3a304b0a722f428714c4a2deb54ebf0cab8cd6d3f423','7H2K12','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K12"}},"result":"ok","seq":21,"subject":"7H2K12"}');
INSERT INTO "event" VALUES(22,'a7ea724ef060e505396d3a304b0a722f428714c4a2deb54ebf0cab8cd6d3f423','1bd0cc7d6b4c9b116c88ec32690f9f6b34e83049db56ca179e5b056b50ef1934','9M4P1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P1"}},"result":"ok","seq":22,"subject":"9M4P1"}');
INSERT INTO "event" VALUES(23,'1bd0cc7d6b4c9b116c88ec32690f9f6b34e83049db56ca179e5b056b50ef1934','905593225b4aee00c7a8f41cd647953e84617f13fa8f5da1487536acdc7a51c8','9M4P2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P2"}},"result":"ok","seq":23,"subject":"9M4P2"}');
INSERT INTO "event" VALUES(24,'905593225b4aee00c7a8f41cd647953e84617f13fa8f5da1487536acdc7a51c8','4f7bd13a463fe9f19893a143d1c48daca30583703963c4fd78ee39d60bd68dde','9M4P3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P3"}},"result":"ok","seq":24,"subject":"9M4P3"}');
INSERT INTO "event" VALUES(25,'4f7bd13a463fe9f19893a143d1c48daca30583703963c4fd78ee39d60bd68dde','055ee9416fed0c4b4c57d048d8a49f685159faab39620495807bf9cee3880fbf','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":25,"subject":"B4471"}');
INSERT INTO "event" VALUES(26,'055ee9416fed0c4b4c57d048d8a49f685159faab39620495807bf9cee3880fbf','9909c2229c012c37cf886741881752a8b50edcf2e1f9cb24fb28554bdf94e3c4','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":26,"subject":"B4471"}');
INSERT INTO "event" VALUES(27,'9909c2229c012c37cf886741881752a8b50edcf2e1f9cb24fb28554bdf94e3c4','c2746e29c713af767899ae1d5dffb1dab56561eb1e2ccd01d7006cbc02fcf384','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":27,"subject":"B4471"}');
INSERT INTO "event" VALUES(28,'c2746e29c713af767899ae1d5dffb1dab56561eb1e2ccd01d7006cbc02fcf384','b2db96d16ed5078f0a0a07715b5e3f406ced0f75d4bee5d35f22e2374cda1271','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":28,"subject":"B4471"}');
INSERT INTO "event" VALUES(29,'b2db96d16ed5078f0a0a07715b5e3f406ced0f75d4bee5d35f22e2374cda1271','6527dda3ef566880441a0afc9d65213baf48d5a4d730ddfdffd8a23238ca3cb0','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":29,"subject":"B4471"}');
INSERT INTO "event" VALUES(30,'6527dda3ef566880441a0afc9d65213baf48d5a4d730ddfdffd8a23238ca3cb0','a6b721938915ab3f150744b90d247cc7f65eaaba3faf4e9ba7ae003608ccfaeb','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":30,"subject":"B4471"}');
INSERT INTO "event" VALUES(31,'a6b721938915ab3f150744b90d247cc7f65eaaba3faf4e9ba7ae003608ccfaeb','8fcd09a0a7eadd3e4212683456b97cdeb966ea7766ceb020ffca20a8cccbe8fc','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":31,"subject":"B4471"}');
INSERT INTO "event" VALUES(32,'8fcd09a0a7eadd3e4212683456b97cdeb966ea7766ceb020ffca20a8cccbe8fc','9e665c253b7b56ade81d8f47bc55deac8857ab7463a3cd07251995f8d9dd311f','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":32,"subject":"B4471"}');
INSERT INTO "event" VALUES(33,'9e665c253b7b56ade81d8f47bc55deac8857ab7463a3cd07251995f8d9dd311f','af85434d1ceaad42df2855f198945f9a3dd91aa916b200dfee10c3f98f4ab15c','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":33,"subject":"B4471"}');
INSERT INTO "event" VALUES(34,'af85434d1ceaad42df2855f198945f9a3dd91aa916b200dfee10c3f98f4ab15c','d1003b0c1ec4f4de46e1a3597b60a27d8166755292f398495f3cf0b43db8f158','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":34,"subject":"B4471"}');
INSERT INTO "event" VALUES(35,'d1003b0c1ec4f4de46e1a3597b60a27d8166755292f398495f3cf0b43db8f158','cf043f45fed1fc9ad0f806b84b705b34065a089ef0e15b11734c60c235394653','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":35,"subject":"B4471"}');
INSERT INTO "event" VALUES(36,'cf043f45fed1fc9ad0f806b84b705b34065a089ef0e15b11734c60c235394653','869483df38b969237c1551806c79d37205f300e24a4e032c48a57e93ff782b57','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":36,"subject":"B4471"}');
INSERT INTO "event" VALUES(37,'869483df38b969237c1551806c79d37205f300e24a4e032c48a57e93ff782b57','65202f66de947c7eda6315ec6d0970a55f8d4e8c685e6f5497dd0380ec0093e2','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":37,"subject":"G2210"}');
INSERT INTO "event" VALUES(38,'65202f66de947c7eda6315ec6d0970a55f8d4e8c685e6f5497dd0380ec0093e2','67fe69b11104bf170a2eff69b2f17bafb568dfd1b5ef01b44c2971194b47de6b','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":38,"subject":"G2210"}');
INSERT INTO "event" VALUES(39,'67fe69b11104bf170a2eff69b2f17bafb568dfd1b5ef01b44c2971194b47de6b','e898ec8a6d0c152bcb8c4640865897e20db231af353d9b99135906bf84155cf9','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:21.702305+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":39,"subject":"G2210"}');
INSERT INTO "event" VALUES(40,'e898ec8a6d0c152bcb8c4640865897e20db231af353d9b99135906bf84155cf9','d56904af5e2fd7849abf42ce9f3e743f24599f3bf98e20c0e06e232e97cf57d9','00482913','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1984-02-14","family_name":"Núñez Etxeberria","given_name":"María del Carmen","record_number":"00482913","ward":"Neurología H. de día","wristband":"952000000000001238"},"station":"rehearsal"},"result":"ok","seq":40,"subject":"00482913"}');
INSERT INTO "event" VALUES(41,'d56904af5e2fd7849abf42ce9f3e743f24599f3bf98e20c0e06e232e97cf57d9','fef25db0011e75b387f2c5da6a84542a9374cfb9181ec4eaf439dea67a1ea6c6','00511270','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1991-07-02","family_name":"Ibarra Leza","given_name":"Jon","record_number":"00511270","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":41,"subject":"00511270"}');
INSERT INTO "event" VALUES(42,'fef25db0011e75b387f2c5da6a84542a9374cfb9181ec4eaf439dea67a1ea6c6','6926f2cb2aefec4f0cd21ab544f87ae497bda813003936dc661488d913426591','00498344','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1979-11-23","family_name":"García Soto","given_name":"Ana","record_number":"00498344","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":42,"subject":"00498344"}');
INSERT INTO "event" VALUES(43,'6926f2cb2aefec4f0cd21ab544f87ae497bda813003936dc661488d913426591','fee406370f21401522187dbbda4a7aefab0c8cb3e53881724672b8ba8e2b4a62','00520016','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1988-05-30","family_name":"Prieto Lago","given_name":"Carmen","record_number":"00520016","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":43,"subject":"00520016"}');
INSERT INTO "event" VALUES(44,'fee406370f21401522187dbbda4a7aefab0c8cb3e53881724672b8ba8e2b4a62','cf62a86bc857220a0a07071e7857e51172fa73b67b5075b2b02dd4d81c5144ee','00476652','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1995-01-09","family_name":"Vidal Roca","given_name":"Pau","record_number":"00476652","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":44,"subject":"00476652"}');
INSERT INTO "event" VALUES(45,'cf62a86bc857220a0a07071e7857e51172fa73b67b5075b2b02dd4d81c5144ee','e7c6d962b70fb58cd664eda9d911c0dfddfcd0fc085c6f97d084f309b83a6cc3','00533108','{"act":"orders.add_patient","at":"2026-12-01T05:40:21.702305+00:00","by":"1002","data":{"patient":{"birth_date":"1986-09-17","family_name":"Żółtowska Łuczak","given_name":"Małgorzata","record_number":"00533108","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":45,"subject":"00533108"}');
INSERT INTO "event" VALUES(46,'e7c6d962b70fb58cd664eda9d911c0dfddfcd0fc085c6f97d084f309b83a6cc3','8f3e785a9afa1f9ade5073e8a0ea0e002b2991920d7811b1afc973b33a643327','26-000001-5','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":46,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(47,'8f3e785a9afa1f9ade5073e8a0ea0e002b2991920d7811b1afc973b33a643327','cc8e9596e7dd4738526bfd26097edfadba0c0bc4bf8f640a3a82ad9e04c7595c','26-000002-3','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":47,"subject":"26-000002-3"}');
INSERT INTO "event" VALUES(48,'cc8e9596e7dd4738526bfd26097edfadba0c0bc4bf8f640a3a82ad9e04c7595c','63f504eba5da7a5999cab7f5bee9bec4e409751d73ef55647aa776c6e9ec54d4','26-000003-1','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":48,"subject":"26-000003-1"}');
INSERT INTO "event" VALUES(49,'63f504eba5da7a5999cab7f5bee9bec4e409751d73ef55647aa776c6e9ec54d4','45869f8a0e7c1d3529f0160e9ec552373d5b65d8864add7f1ab3ec75268022c0','26-000004-0','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":49,"subject":"26-000004-0"}');
INSERT INTO "event" VALUES(50,'45869f8a0e7c1d3529f0160e9ec552373d5b65d8864add7f1ab3ec75268022c0','5378e39233daff5747a3c457756968e4116a6efa45b1f53867d840327c5dfffa','26-000005-8','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":50,"subject":"26-000005-8"}');
INSERT INTO "event" VALUES(51,'5378e39233daff5747a3c457756968e4116a6efa45b1f53867d840327c5dfffa','8f51788b9c22ba182a19cc3fad90540ba59f66dd78d8b109e6625405c7e016b2','00476652','{"act":"orders.course","at":"2026-12-01T05:50:21.702305+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000001-5","26-000002-3","26-000003-1","26-000004-0","26-000005-8"],"course":1,"first_day":"2026-12-01","infusion_at":"15:40","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":51,"subject":"00476652"}');
INSERT INTO "event" VALUES(52,'8f51788b9c22ba182a19cc3fad90540ba59f66dd78d8b109e6625405c7e016b2','67e45561dfdd6127a9b48ade836129e5087ed5e49b3a223ac4607f9282848168','26-000006-6','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":52,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(53,'67e45561dfdd6127a9b48ade836129e5087ed5e49b3a223ac4607f9282848168','ee6e0b9ba0c3fdce78c75a3687d66f3cf3a861d5b25e3bfce33f85f4de772f66','26-000007-4','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":53,"subject":"26-000007-4"}');
INSERT INTO "event" VALUES(54,'ee6e0b9ba0c3fdce78c75a3687d66f3cf3a861d5b25e3bfce33f85f4de772f66','3c83c86ba86a3626e9d21f9c7d1e369ecfc3894d3cd1769047352164b69c726b','26-000008-2','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":54,"subject":"26-000008-2"}');
INSERT INTO "event" VALUES(55,'3c83c86ba86a3626e9d21f9c7d1e369ecfc3894d3cd1769047352164b69c726b','df56e8bb68f1a031fd4ef506c47b1946015cae45e1ab8601d12a68c2c84832c4','26-000009-9','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":55,"subject":"26-000009-9"}');
INSERT INTO "event" VALUES(56,'df56e8bb68f1a031fd4ef506c47b1946015cae45e1ab8601d12a68c2c84832c4','fc33e2f0b950c60b6b3c4a60b318620fabbaab3501c61218a4cbe65311ac53bc','26-000010-3','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":56,"subject":"26-000010-3"}');
INSERT INTO "event" VALUES(57,'fc33e2f0b950c60b6b3c4a60b318620fabbaab3501c61218a4cbe65311ac53bc','eea14ff8a865fc36c03f3d0c600b03774168b3551cd52d62ff14ccb89e1ff88e','00482913','{"act":"orders.course","at":"2026-12-01T05:51:21.702305+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000006-6","26-000007-4","26-000008-2","26-000009-9","26-000010-3"],"course":1,"first_day":"2026-12-01","infusion_at":"15:25","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":57,"subject":"00482913"}');
INSERT INTO "event" VALUES(58,'eea14ff8a865fc36c03f3d0c600b03774168b3551cd52d62ff14ccb89e1ff88e','fdfcfb7267f6dd2c82546ce561579763c31a555899a86e2f673a72866a47fc8f','26-000011-1','{"act":"orders.course","at":"2026-12-01T05:52:21.702305+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":58,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(59,'fdfcfb7267f6dd2c82546ce561579763c31a555899a86e2f673a72866a47fc8f','e44b8f9db0d245e76ba1d1e20a65ec25d4ab3fe202ae5afc345de92b7054bef2','26-000012-0','{"act":"orders.course","at":"2026-12-01T05:52:21.702305+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":59,"subject":"26-000012-0"}');
INSERT INTO "event" VALUES(60,'e44b8f9db0d245e76ba1d1e20a65ec25d4ab3fe202ae5afc345de92b7054bef2','d15d870606c522805f5596b95b3d8b2767ac9ed362274ddf4e445fb1e3466e5a','26-000013-8','{"act":"orders.course","at":"2026-12-01T05:52:21.702305+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":60,"subject":"26-000013-8"}');
INSERT INTO "event" VALUES(61,'d15d870606c522805f5596b95b3d8b2767ac9ed362274ddf4e445fb1e3466e5a','e887dfd8a649c7219bcbf5b80cdc0361d288571a9ac37ca327a23ff78cf6db8b','00498344','{"act":"orders.course","at":"2026-12-01T05:52:21.702305+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000011-1","26-000012-0","26-000013-8"],"course":2,"first_day":"2026-12-01","infusion_at":"16:40","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":"2025-10-27","protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":61,"subject":"00498344"}');
INSERT INTO "event" VALUES(62,'e887dfd8a649c7219bcbf5b80cdc0361d288571a9ac37ca327a23ff78cf6db8b','a9d39834a81fbc9328f25340c6331a2ccab3d858fab495bb7400e6c984b55b16','26-000014-6','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":62,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(63,'a9d39834a81fbc9328f25340c6331a2ccab3d858fab495bb7400e6c984b55b16','6b9b42d52e98d17da50455181e2dd1e2f11f06df51c64ec7c6514a21d00f74e5','26-000015-4','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":63,"subject":"26-000015-4"}');
INSERT INTO "event" VALUES(64,'6b9b42d52e98d17da50455181e2dd1e2f11f06df51c64ec7c6514a21d00f74e5','09a717c26d3ae5a4fc547058a0067ef147af978202d6532d8c68044370c17fa4','26-000016-2','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":64,"subject":"26-000016-2"}');
INSERT INTO "event" VALUES(65,'09a717c26d3ae5a4fc547058a0067ef147af978202d6532d8c68044370c17fa4','f99a1b78f2698840d8d276926b0a6d40f9547b27c85ae9a789e2762c53eb822f','26-000017-9','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":65,"subject":"26-000017-9"}');
INSERT INTO "event" VALUES(66,'f99a1b78f2698840d8d276926b0a6d40f9547b27c85ae9a789e2762c53eb822f','fc9261c80fe074e23cc5f62c7fda092aa905b67e7952f27127d38ae514af3de2','26-000018-7','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":66,"subject":"26-000018-7"}');
INSERT INTO "event" VALUES(67,'fc9261c80fe074e23cc5f62c7fda092aa905b67e7952f27127d38ae514af3de2','ec30264c279433f6c1409e51098cf10784961288abcc9ad715f80eb40f17df5a','00511270','{"act":"orders.course","at":"2026-12-01T05:53:21.702305+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000014-6","26-000015-4","26-000016-2","26-000017-9","26-000018-7"],"course":1,"first_day":"2026-12-01","infusion_at":"17:10","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":67,"subject":"00511270"}');
INSERT INTO "event" VALUES(68,'ec30264c279433f6c1409e51098cf10784961288abcc9ad715f80eb40f17df5a','0d9350d843394d58f3ae55b5f960e3b7b2bf2ebf0a5910d3e29045f57671db23','26-000019-5','{"act":"orders.course","at":"2026-12-01T05:54:21.702305+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":68,"subject":"26-000019-5"}');
INSERT INTO "event" VALUES(69,'0d9350d843394d58f3ae55b5f960e3b7b2bf2ebf0a5910d3e29045f57671db23','48f40fd0b96eb6b35e84dbc59b07e049e553e6fcaf0011657269a598745a9fcb','26-000020-0','{"act":"orders.course","at":"2026-12-01T05:54:21.702305+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":69,"subject":"26-000020-0"}');
INSERT INTO "event" VALUES(70,'48f40fd0b96eb6b35e84dbc59b07e049e553e6fcaf0011657269a598745a9fcb','187f3eb96dcebf899233f6ea776bcd8566f9d5c11660f86b50784c10f3cce5c2','26-000021-8','{"act":"orders.course","at":"2026-12-01T05:54:21.702305+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":70,"subject":"26-000021-8"}');
INSERT INTO "event" VALUES(71,'187f3eb96dcebf899233f6ea776bcd8566f9d5c11660f86b50784c10f3cce5c2','c6c7f0549115ca8ededf126f6d65172b5f256f491288292a4b4d97f8b5f8dcb2','00520016','{"act":"orders.course","at":"2026-12-01T05:54:21.702305+00:00","by":"1005","data":{"activity_evidence":"two new T2 lesions","bags":["26-000019-5","26-000020-0","26-000021-8"],"course":3,"first_day":"2026-12-01","infusion_at":"17:40","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":"2025-11-16","protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":71,"subject":"00520016"}');
INSERT INTO "event" VALUES(72,'c6c7f0549115ca8ededf126f6d65172b5f256f491288292a4b4d97f8b5f8dcb2','73d1d4b700727a34235f2c8edcfb0e49a7e3a308fe2409d95cda7b01ea3040b1','26-000022-6','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":72,"subject":"26-000022-6"}');
INSERT INTO "event" VALUES(73,'73d1d4b700727a34235f2c8edcfb0e49a7e3a308fe2409d95cda7b01ea3040b1','530ac437ae187baa6bf930123942acf99917f39f0f0cf9c0e8b32715f1b2637a','26-000023-4','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":73,"subject":"26-000023-4"}');
INSERT INTO "event" VALUES(74,'530ac437ae187baa6bf930123942acf99917f39f0f0cf9c0e8b32715f1b2637a','981f488fbd907f2a5761abf0c448a3ba664879047a1f292e13e988d169d1f828','26-000024-2','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":74,"subject":"26-000024-2"}');
INSERT INTO "event" VALUES(75,'981f488fbd907f2a5761abf0c448a3ba664879047a1f292e13e988d169d1f828','a7ac2e767209e1de5a5c295af55f13c386f8279fb78ae4eaf42a5355dd823873','26-000025-9','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":75,"subject":"26-000025-9"}');
INSERT INTO "event" VALUES(76,'a7ac2e767209e1de5a5c295af55f13c386f8279fb78ae4eaf42a5355dd823873','de3feb02b3f3eb54b241171a3877aa9766084af9788861898aa0c19c9778b141','26-000026-7','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":76,"subject":"26-000026-7"}');
INSERT INTO "event" VALUES(77,'de3feb02b3f3eb54b241171a3877aa9766084af9788861898aa0c19c9778b141','b4a61e02788a10ca1fba6005cdb8e6a5f171318c9afcc76a2372fe3699e3b781','00533108','{"act":"orders.course","at":"2026-12-01T05:55:21.702305+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000022-6","26-000023-4","26-000024-2","26-000025-9","26-000026-7"],"course":1,"first_day":"2026-12-02","infusion_at":"16:10","policy":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":77,"subject":"00533108"}');
INSERT INTO "event" VALUES(78,'b4a61e02788a10ca1fba6005cdb8e6a5f171318c9afcc76a2372fe3699e3b781','6200c11b9b9a9dd6bf5e9871f8319995d45c7aa847064bd10f8f905656cff214','26-000001-5','{"act":"orders.verify","at":"2026-12-01T06:00:21.702305+00:00","by":"1002","data":{"action":"verify","policy_sha256":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"0f5a20bb855045aaa6907b0da282e066310999dbf52ab0a33625b5f86d981f15","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":78,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(79,'6200c11b9b9a9dd6bf5e9871f8319995d45c7aa847064bd10f8f905656cff214','5b3c4ec850897269f425462323b1804e0225e7e3c422d73b50f6fec530040987','26-000006-6','{"act":"orders.verify","at":"2026-12-01T06:01:21.702305+00:00","by":"1002","data":{"action":"verify","policy_sha256":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"dfa9974e11c5d150837dadd4d0c99298cdda53b86ab1951ff1060b8462989a15","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":79,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(80,'5b3c4ec850897269f425462323b1804e0225e7e3c422d73b50f6fec530040987','edf0c76fa326e67068040663d5457dc7085ba2497ef0f897e9d0a3de627157f2','26-000011-1','{"act":"orders.verify","at":"2026-12-01T06:02:21.702305+00:00","by":"1002","data":{"action":"verify","policy_sha256":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"55339e4615f0dd421257f56e2704656203560a565678f7e503b4c0bb2d11140a","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":80,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(81,'edf0c76fa326e67068040663d5457dc7085ba2497ef0f897e9d0a3de627157f2','c92338dcb26f3ab3a4024b61f43df93e09ed452c82580fac753c404cbb16e373','26-000014-6','{"act":"orders.verify","at":"2026-12-01T06:03:21.702305+00:00","by":"1002","data":{"action":"verify","policy_sha256":"d033fe5046c15c37a3c9a1d4a549b1ca85dd7368f8aa1ce74956c214de93b67d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"ecda54a35b5ecd90e2ce45c75e556a3b7de3a43a8ac318c6dfe21b6166b82388","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":81,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(82,'c92338dcb26f3ab3a4024b61f43df93e09ed452c82580fac753c404cbb16e373','03a629bcd2f2c2952ab81f0d83398d185a6c57ee4a5211fca13cf6d5058f35ad','26-000001-5','{"act":"bench.order","at":"2026-12-01T07:10:21.702305+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":82,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(83,'03a629bcd2f2c2952ab81f0d83398d185a6c57ee4a5211fca13cf6d5058f35ad','ac5ad18e6b721c0b385241f52100aa74abe9cc16fcfaab13bced3f03a9ace448','26-000001-5','{"act":"bench.patient","at":"2026-12-01T07:11:21.702305+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":83,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(84,'ac5ad18e6b721c0b385241f52100aa74abe9cc16fcfaab13bced3f03a9ace448','f47236c30399e0f787399abf3edb2acd6eb72dab051f2b3ab1e5986501508664','26-000001-5','{"act":"bench.vial","at":"2026-12-01T07:12:21.702305+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K1"},"result":"ok","seq":84,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(85,'f47236c30399e0f787399abf3edb2acd6eb72dab051f2b3ab1e5986501508664','3387eb5c5988a02718c2909af69d043c16eadea22b0a1d6870e4220eab4c0967','26-000001-5','{"act":"bench.look","at":"2026-12-01T07:13:21.702305+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":85,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(86,'3387eb5c5988a02718c2909af69d043c16eadea22b0a1d6870e4220eab4c0967','5009d99a350ef72b7c806f791972e8ce85b269f7784aec9ec7f77137f513e133','26-000001-5','{"act":"bench.diluent","at":"2026-12-01T07:14:21.702305+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":86,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(87,'5009d99a350ef72b7c806f791972e8ce85b269f7784aec9ec7f77137f513e133','a0c34258efb90fb097e3d09746eeaaaae7c8a9725f3014d1c3eab6373f24e117','26-000001-5','{"act":"bench.draw","at":"2026-12-01T07:15:21.702305+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T07:15:21.702305+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":87,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(88,'a0c34258efb90fb097e3d09746eeaaaae7c8a9725f3014d1c3eab6373f24e117','bff889cc9be6c9639ffdb8d80843b9e274f2c3bcc61e2692744d92f27e7b35d6','26-000001-5','{"act":"bench.inject","at":"2026-12-01T07:16:21.702305+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T07:16:21.702305+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":88,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(89,'bff889cc9be6c9639ffdb8d80843b9e274f2c3bcc61e2692744d92f27e7b35d6','858c899e2f448ebf11910e41d2a96ed772e9ffae70be5e9c260d0a9238e50718','26-000001-5','{"act":"bench.invert","at":"2026-12-01T07:17:21.702305+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":89,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(90,'858c899e2f448ebf11910e41d2a96ed772e9ffae70be5e9c260d0a9238e50718','2ffbc2d9d6b7fec0ce392857b783dd832a097c0f78c5373a572b34c17578b896','26-000001-5','{"act":"bench.cover","at":"2026-12-01T07:18:21.702305+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":90,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(91,'2ffbc2d9d6b7fec0ce392857b783dd832a097c0f78c5373a572b34c17578b896','169d0e6462c9419589c541ba32aac484e3d3dd6788f7bcf9440072c1ddb14825','26-000001-5','{"act":"bench.number_labels","at":"2026-12-01T07:19:21.702305+00:00","by":"1001","data":{"anchor":"90:2ffbc2d9d6b7fec0","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":91,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(92,'169d0e6462c9419589c541ba32aac484e3d3dd6788f7bcf9440072c1ddb14825','87f27e7b572427c6210b013caa5be779a5bf03e8a109250a870fe610665476eb','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:21.702305+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"88a2891ca031909ebf3374a8ec5182736aa8731b77fa6c04a4fe5d8791974902","station":"rehearsal"},"result":"ok","seq":92,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(93,'87f27e7b572427c6210b013caa5be779a5bf03e8a109250a870fe610665476eb','ce5cf2089f93686703429ecf6a5732337d983828f8b3051b21a1081e2c572f7b','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:21.702305+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"6ca3c74d447d004f64f84b4e71af2f1f41c2980d4ec9b641fdc1cfb9482b13b3","station":"rehearsal"},"result":"ok","seq":93,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(94,'ce5cf2089f93686703429ecf6a5732337d983828f8b3051b21a1081e2c572f7b','39c3d18196271edcee03b6c4c8290f1b2a56c823b5e5bd7e43b0c9e742636046','26-000001-5','{"act":"bench.labels_printed","at":"2026-12-01T07:19:21.702305+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf","sha256":"88a2891ca031909ebf3374a8ec5182736aa8731b77fa6c04a4fe5d8791974902"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf","sha256":"6ca3c74d447d004f64f84b4e71af2f1f41c2980d4ec9b641fdc1cfb9482b13b3"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":94,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(95,'39c3d18196271edcee03b6c4c8290f1b2a56c823b5e5bd7e43b0c9e742636046','66faadc79ec9542415fe4d6b52e5e282206bf55ef24e004adf10b04a81a7ece6','26-000001-5','{"act":"bench.bag_label","at":"2026-12-01T07:20:21.702305+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":95,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(96,'66faadc79ec9542415fe4d6b52e5e282206bf55ef24e004adf10b04a81a7ece6','c8d24e285d3e761eb8551dab7ba94c7e1702d3732ae40e49ff51ac81f980c84c','26-000001-5','{"act":"bench.cover_label","at":"2026-12-01T07:21:21.702305+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":96,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(97,'c8d24e285d3e761eb8551dab7ba94c7e1702d3732ae40e49ff51ac81f980c84c','0b36cd903673cda66f7cb30ff33b265c1bc38a7f5a868f05575f4df4198043db','26-000001-5','{"act":"release.release","at":"2026-12-01T07:25:21.702305+00:00","by":"1002","data":{"action":"release","released_by":"1002","signed_sha256":"ec5e0c64c2701e533749f2622ea9f57b6577503f9368462f6c17cddbeec2f668","state":"released","station":"rehearsal","step":null},"result":"ok","seq":97,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(98,'0b36cd903673cda66f7cb30ff33b265c1bc38a7f5a868f05575f4df4198043db','e31b65ec5fb360a4b1ea625224f6fa9c627f43d6103e814ed52c8a0161254355','26-000001-5','{"act":"custody.move","at":"2026-12-01T07:26:21.702305+00:00","by":"1001","data":{"covered":true,"kind":"refrigerator","place":"FR2","station":"rehearsal"},"result":"ok","seq":98,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(99,'e31b65ec5fb360a4b1ea625224f6fa9c627f43d6103e814ed52c8a0161254355','1660a108d96f3cef7f3f2ad8495cf7854edbf95b6f1b1de1093e2f9913038636','FR2','{"act":"custody.reading","at":"2026-12-01T07:30:21.702305+00:00","by":"1001","data":{"celsius":"4.6","quarantined":[],"station":"rehearsal"},"result":"ok","seq":99,"subject":"FR2"}');
INSERT INTO "event" VALUES(100,'1660a108d96f3cef7f3f2ad8495cf7854edbf95b6f1b1de1093e2f9913038636','e02c51f31680e00eebc1620f6ee03d0b935f50b3ca578cea1a1d18a31fb3f068','FR2','{"act":"custody.reading","at":"2026-12-01T07:55:21.702305+00:00","by":"1001","data":{"celsius":"4.4","quarantined":[],"station":"rehearsal"},"result":"ok","seq":100,"subject":"FR2"}');
INSERT INTO "event" VALUES(101,'e02c51f31680e00eebc1620f6ee03d0b935f50b3ca578cea1a1d18a31fb3f068','fb5fcc5bf3a05792949cc490ad12206bb85b762c18d7cc13761d70a71bb995dc','FR2','{"act":"custody.reading","at":"2026-12-01T08:20:21.702305+00:00","by":"1001","data":{"celsius":"4.8","quarantined":[],"station":"rehearsal"},"result":"ok","seq":101,"subject":"FR2"}');
INSERT INTO "event" VALUES(102,'fb5fcc5bf3a05792949cc490ad12206bb85b762c18d7cc13761d70a71bb995dc','6ddf5c471010f9c16e3cd88eebd5b0922c62cd72eac9cdb44786593c56317d23','FR2','{"act":"custody.reading","at":"2026-12-01T08:45:21.702305+00:00","by":"1001","data":{"celsius":"5.1","quarantined":[],"station":"rehearsal"},"result":"ok","seq":102,"subject":"FR2"}');
INSERT INTO "event" VALUES(103,'6ddf5c471010f9c16e3cd88eebd5b0922c62cd72eac9cdb44786593c56317d23','0f4ac725211ffdb2ce6cb55421186001095143d88478f4ec23c43404aa39e0da','FR2','{"act":"custody.reading","at":"2026-12-01T09:10:21.702305+00:00","by":"1001","data":{"celsius":"4.7","quarantined":[],"station":"rehearsal"},"result":"ok","seq":103,"subject":"FR2"}');
INSERT INTO "event" VALUES(104,'0f4ac725211ffdb2ce6cb55421186001095143d88478f4ec23c43404aa39e0da','dba30abaf46b470e44a0463c427d9a04da05716c3ae44a9aefef552f1e778f7f','FR2','{"act":"custody.reading","at":"2026-12-01T09:35:21.702305+00:00","by":"1001","data":{"celsius":"4.5","quarantined":[],"station":"rehearsal"},"result":"ok","seq":104,"subject":"FR2"}');
INSERT INTO "event" VALUES(105,'dba30abaf46b470e44a0463c427d9a04da05716c3ae44a9aefef552f1e778f7f','5706d7e77c7dedbb4ea4d9a7cd72d025505e3e5d951899fd6a913e45d14deffc','FR2','{"act":"custody.reading","at":"2026-12-01T10:00:21.702305+00:00","by":"1001","data":{"celsius":"4.6","quarantined":[],"station":"rehearsal"},"result":"ok","seq":105,"subject":"FR2"}');
INSERT INTO "event" VALUES(106,'5706d7e77c7dedbb4ea4d9a7cd72d025505e3e5d951899fd6a913e45d14deffc','50b3c5f86f08c53ba94c66f24b2d9eba60ceb4e9b1646e97ae343b20eefda926','FR2','{"act":"custody.reading","at":"2026-12-01T10:25:21.702305+00:00","by":"1001","data":{"celsius":"4.9","quarantined":[],"station":"rehearsal"},"result":"ok","seq":106,"subject":"FR2"}');
INSERT INTO "event" VALUES(107,'50b3c5f86f08c53ba94c66f24b2d9eba60ceb4e9b1646e97ae343b20eefda926','cc110312e8b03de18edd35b87603d9ad614b6f2ca55e2e772e1a8947a061b9cd','FR2','{"act":"custody.reading","at":"2026-12-01T10:50:21.702305+00:00","by":"1001","data":{"celsius":"5.2","quarantined":[],"station":"rehearsal"},"result":"ok","seq":107,"subject":"FR2"}');
INSERT INTO "event" VALUES(108,'cc110312e8b03de18edd35b87603d9ad614b6f2ca55e2e772e1a8947a061b9cd','3a55b1298f1fbcffcd7df6f88501209c8a962847dd11061f191e4a4d7d5f586d','FR2','{"act":"custody.reading","at":"2026-12-01T11:15:21.702305+00:00","by":"1001","data":{"celsius":"4.8","quarantined":[],"station":"rehearsal"},"result":"ok","seq":108,"subject":"FR2"}');
INSERT INTO "event" VALUES(109,'3a55b1298f1fbcffcd7df6f88501209c8a962847dd11061f191e4a4d7d5f586d','b34e5f42fe46ecd9ad1e7d00d35d6be0dd207136c95d6763cfb22638af15b96e','FR2','{"act":"custody.reading","at":"2026-12-01T11:40:21.702305+00:00","by":"1001","data":{"celsius":"4.6","quarantined":[],"station":"rehearsal"},"result":"ok","seq":109,"subject":"FR2"}');
INSERT INTO "event" VALUES(110,'b34e5f42fe46ecd9ad1e7d00d35d6be0dd207136c95d6763cfb22638af15b96e','efca97102a30d8d952eb4999129cd1efea178c02e704bab5ea0edb85ff1ab1ab','FR2','{"act":"custody.reading","at":"2026-12-01T12:05:21.702305+00:00","by":"1001","data":{"celsius":"4.5","quarantined":[],"station":"rehearsal"},"result":"ok","seq":110,"subject":"FR2"}');
INSERT INTO "event" VALUES(111,'efca97102a30d8d952eb4999129cd1efea178c02e704bab5ea0edb85ff1ab1ab','8b88f14fea7f0a583ce54b28e7370f32b6b293539eddd67448708fc142695e15','FR2','{"act":"custody.reading","at":"2026-12-01T12:30:21.702305+00:00","by":"1001","data":{"celsius":"4.7","quarantined":[],"station":"rehearsal"},"result":"ok","seq":111,"subject":"FR2"}');
INSERT INTO "event" VALUES(112,'8b88f14fea7f0a583ce54b28e7370f32b6b293539eddd67448708fc142695e15','8ec501a72bc7d5df0af793fb5f808d04744e11e2ea0bb4670e29fe7282409806','26-000006-6','{"act":"bedside.premedication","at":"2026-12-01T12:30:21.702305+00:00","by":"1004","data":{"given_at":"2026-12-01T12:30:21.702305+00:00","medicine":"antipyretic","station":"rehearsal"},"result":"ok","seq":112,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(113,'8ec501a72bc7d5df0af793fb5f808d04744e11e2ea0bb4670e29fe7282409806','937a03a9224406668a92c57249adcd6028f25f3ed0b0bb069bada6e71085efac','FR2','{"act":"custody.reading","at":"2026-12-01T12:55:21.702305+00:00","by":"1001","data":{"celsius":"5.0","quarantined":[],"station":"rehearsal"},"result":"ok","seq":113,"subject":"FR2"}');
INSERT INTO "event" VALUES(114,'937a03a9224406668a92c57249adcd6028f25f3ed0b0bb069bada6e71085efac','2219a3eb97ae667f68d00cb33676aa91a0efd500a2d4e3b0de8382d4ef2700e6','26-000006-6','{"act":"bedside.premedication","at":"2026-12-01T13:00:21.702305+00:00","by":"1004","data":{"given_at":"2026-12-01T13:00:21.702305+00:00","medicine":"steroid","station":"rehearsal"},"result":"ok","seq":114,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(115,'2219a3eb97ae667f68d00cb33676aa91a0efd500a2d4e3b0de8382d4ef2700e6','cfd0093790f41b2c651d13316212142636dba97e0d22c662e2de4424eea83f45','26-000006-6','{"act":"bench.order","at":"2026-12-01T13:10:21.702305+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":115,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(116,'cfd0093790f41b2c651d13316212142636dba97e0d22c662e2de4424eea83f45','5cec5cbf4823654c07bd72c4b78932af45b6322640f4c57b8121bb582c0d402e','26-000006-6','{"act":"bench.patient","at":"2026-12-01T13:11:21.702305+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":116,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(117,'5cec5cbf4823654c07bd72c4b78932af45b6322640f4c57b8121bb582c0d402e','f1920d7d2eb1ea3cdc0bee9d715f1bd40be61a1a5ef01f89ead33c2ddaaafa58','26-000006-6','{"act":"bench.vial","at":"2026-12-01T13:12:21.702305+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K2"},"result":"ok","seq":117,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(118,'f1920d7d2eb1ea3cdc0bee9d715f1bd40be61a1a5ef01f89ead33c2ddaaafa58','7cecd2c4d2bda4cf71cf40f8e7e6a5f365a12ee9a9afeed375cee78ec71b5eac','26-000006-6','{"act":"bench.look","at":"2026-12-01T13:13:21.702305+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":118,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(119,'7cecd2c4d2bda4cf71cf40f8e7e6a5f365a12ee9a9afeed375cee78ec71b5eac','950d135685252df3eb68dc6915787615867fd74a5c4f8bc7e390f7179ad64195','26-000006-6','{"act":"bench.diluent","at":"2026-12-01T13:14:21.702305+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":119,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(120,'950d135685252df3eb68dc6915787615867fd74a5c4f8bc7e390f7179ad64195','f6547913dbea1629167d354ffbf515993a17b020a4477e0f5044848552c3f102','26-000006-6','{"act":"bench.draw","at":"2026-12-01T13:15:21.702305+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:15:21.702305+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":120,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(121,'f6547913dbea1629167d354ffbf515993a17b020a4477e0f5044848552c3f102','55a4785dbeb1072bfa1378bc7ffb967afda5b27c6e8384ab75f1efc6caba3a01','26-000006-6','{"act":"bench.inject","at":"2026-12-01T13:16:21.702305+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:16:21.702305+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":121,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(122,'55a4785dbeb1072bfa1378bc7ffb967afda5b27c6e8384ab75f1efc6caba3a01','69b53b0121ff099294d7edbc73b6493afdbf17e833fdec7cb15158522594c809','26-000006-6','{"act":"bench.invert","at":"2026-12-01T13:17:21.702305+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":122,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(123,'69b53b0121ff099294d7edbc73b6493afdbf17e833fdec7cb15158522594c809','258cca848ab51153d0f3282a8bbef2e6201021dfaa31c1d1d043ad6b7a7c0d47','26-000006-6','{"act":"bench.cover","at":"2026-12-01T13:18:21.702305+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":123,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(124,'258cca848ab51153d0f3282a8bbef2e6201021dfaa31c1d1d043ad6b7a7c0d47','70e6215939d0b39aec96d8d03f82243c1aa057f925880876eddfb27acffd8764','26-000006-6','{"act":"bench.number_labels","at":"2026-12-01T13:19:21.702305+00:00","by":"1001","data":{"anchor":"123:258cca848ab51153","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":124,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(125,'70e6215939d0b39aec96d8d03f82243c1aa057f925880876eddfb27acffd8764','eb913275765a790576ff6ffe20ff3d02b15d1e57610d285045e7c822cb08f398','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:21.702305+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"127abf7b5ee1086104483da4d92d0bcad07d444c2150d7c0605bab0cc0cf5d3f","station":"rehearsal"},"result":"ok","seq":125,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(126,'eb913275765a790576ff6ffe20ff3d02b15d1e57610d285045e7c822cb08f398','1c95eeb199e1f3c5f7087d1a1ea017115368d5efcae91d7d35d9694f061c01df','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:21.702305+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"895327fbcebb637cac80ad6c8dd433094676c12927a6f7ce9d8d1533eecab7f5","station":"rehearsal"},"result":"ok","seq":126,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(127,'1c95eeb199e1f3c5f7087d1a1ea017115368d5efcae91d7d35d9694f061c01df','c16819e659392318d3d9d5b46f434d4caaf3baf701852f23096847ce01e0bde2','26-000006-6','{"act":"bench.labels_printed","at":"2026-12-01T13:19:21.702305+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf","sha256":"127abf7b5ee1086104483da4d92d0bcad07d444c2150d7c0605bab0cc0cf5d3f"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf","sha256":"895327fbcebb637cac80ad6c8dd433094676c12927a6f7ce9d8d1533eecab7f5"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":127,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(128,'c16819e659392318d3d9d5b46f434d4caaf3baf701852f23096847ce01e0bde2','446d1408112b3a0566dd2a379a58c4d2ff4b83bc9cb86eabb052581efa6c04dc','26-000006-6','{"act":"bench.bag_label","at":"2026-12-01T13:20:21.702305+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":128,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(129,'446d1408112b3a0566dd2a379a58c4d2ff4b83bc9cb86eabb052581efa6c04dc','34f0d88a1a11f65c55b74e6df724a4b35de5c37518cd33ef57d17a4985dd3177','FR2','{"act":"custody.reading","at":"2026-12-01T13:20:21.702305+00:00","by":"1001","data":{"celsius":"4.8","quarantined":[],"station":"rehearsal"},"result":"ok","seq":129,"subject":"FR2"}');
INSERT INTO "event" VALUES(130,'34f0d88a1a11f65c55b74e6df724a4b35de5c37518cd33ef57d17a4985dd3177','c8ef831cb75cbf00bfdd5af1a47fc765e04e5779023aa743ea92430688dd8fa7','26-000001-5','{"act":"custody.move","at":"2026-12-01T13:20:21.702305+00:00","by":"1004","data":{"covered":true,"kind":"ward","place":"W4","station":"rehearsal"},"result":"ok","seq":130,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(131,'c8ef831cb75cbf00bfdd5af1a47fc765e04e5779023aa743ea92430688dd8fa7','bdae7c5d6b234f0d50cc46a6c8975d60746964300bee6d03139b11f54201a200','26-000006-6','{"act":"bench.cover_label","at":"2026-12-01T13:21:21.702305+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":131,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(132,'bdae7c5d6b234f0d50cc46a6c8975d60746964300bee6d03139b11f54201a200','e0783b53d70bb1fa0e26cb241cc9aac9e025dd85b849d43d2c363278f38d6f10','26-000006-6','{"act":"custody.move","at":"2026-12-01T13:24:21.702305+00:00","by":"1001","data":{"covered":true,"kind":"refrigerator","place":"FR2","station":"rehearsal"},"result":"ok","seq":132,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(133,'e0783b53d70bb1fa0e26cb241cc9aac9e025dd85b849d43d2c363278f38d6f10','fec272111c7851b7f0cb8ca5a90c3e7f23488ed9504297c8a9d49de17c6c368e','26-000006-6','{"act":"release.release","at":"2026-12-01T13:30:21.702305+00:00","by":"1003","data":{"action":"release","released_by":"1003","signed_sha256":"de6cebd79a8fd41e7e7c397795783439bdc6d0c682ec70abc0ad4b1ecb9e9d86","state":"released","station":"rehearsal","step":null},"result":"ok","seq":133,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(134,'fec272111c7851b7f0cb8ca5a90c3e7f23488ed9504297c8a9d49de17c6c368e','a65dbec579e0e8ae120079ee3f6d7f92427231e07f280905634bc8a3d2da698d','26-000011-1','{"act":"bench.order","at":"2026-12-01T13:45:21.702305+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":134,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(135,'a65dbec579e0e8ae120079ee3f6d7f92427231e07f280905634bc8a3d2da698d','b52744e1a3a13a73f79b06b56d1414c0996906006d7fa0835db6a92914bfbf2b','26-000001-5','{"act":"custody.reading","at":"2026-12-01T13:45:21.702305+00:00","by":"1001","data":{"action":"quarantine","quarantined_because":"Out of the refrigerator for 35 min; policy allows 30.","state":"quarantined","station":"rehearsal"},"result":"ok","seq":135,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(136,'b52744e1a3a13a73f79b06b56d1414c0996906006d7fa0835db6a92914bfbf2b','5cf6644afb146dce285a0c3b903e77a01dff116700023077b43dee9594f711a2','FR2','{"act":"custody.reading","at":"2026-12-01T13:45:21.702305+00:00","by":"1001","data":{"celsius":"4.6","quarantined":["26-000001-5"],"station":"rehearsal"},"result":"ok","seq":136,"subject":"FR2"}');
INSERT INTO "event" VALUES(137,'5cf6644afb146dce285a0c3b903e77a01dff116700023077b43dee9594f711a2','383793bc6230589a47983e84bb27497e1c4d9dd906072855e2ed18984b4917c8','26-000011-1','{"act":"bench.patient","at":"2026-12-01T13:46:21.702305+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":137,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(138,'383793bc6230589a47983e84bb27497e1c4d9dd906072855e2ed18984b4917c8','12c74e49edcfe03032919d74d5cf13beb94cad183aa5d43726ee9c86b54ada2c','26-000011-1','{"act":"bench.vial","at":"2026-12-01T13:47:21.702305+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K3"},"result":"ok","seq":138,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(139,'12c74e49edcfe03032919d74d5cf13beb94cad183aa5d43726ee9c86b54ada2c','3cb6f44d2ef3715404645f8441d69e2069b67d28c40c0d2aab5cb7664dbeb377','26-000011-1','{"act":"bench.look","at":"2026-12-01T13:48:21.702305+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":139,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(140,'3cb6f44d2ef3715404645f8441d69e2069b67d28c40c0d2aab5cb7664dbeb377','078ddf5831f6a9fbac0dae5d8304d5c1ebe8d1873fbf900f7c42f5a62de4af6b','26-000011-1','{"act":"bench.diluent","at":"2026-12-01T13:49:21.702305+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000034","diluent_lot":"G2210","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":140,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(141,'078ddf5831f6a9fbac0dae5d8304d5c1ebe8d1873fbf900f7c42f5a62de4af6b','e68af165b5ad2a2869e3ed1308d4a875878e21c17d81a8cbc604680758780b38','26-000011-1','{"act":"bench.draw","at":"2026-12-01T13:50:21.702305+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:50:21.702305+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":141,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(142,'e68af165b5ad2a2869e3ed1308d4a875878e21c17d81a8cbc604680758780b38','d64c77f158f6ea0f9e4be59c1a6ea0321e4e1a5c515c2b2f1fa0b04e0a65a2fa','26-000011-1','{"act":"bench.inject","at":"2026-12-01T13:51:21.702305+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:51:21.702305+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":142,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(143,'d64c77f158f6ea0f9e4be59c1a6ea0321e4e1a5c515c2b2f1fa0b04e0a65a2fa','5b865be33502613b1cff252d0249e01a742e76136f8637d5a2c315eda2cc9172','26-000011-1','{"act":"bench.invert","at":"2026-12-01T13:52:21.702305+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":143,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(144,'5b865be33502613b1cff252d0249e01a742e76136f8637d5a2c315eda2cc9172','a46549a97a1fc94b267afdaa98d770c07f3c05976069fb829987d7dd31ae64c2','26-000011-1','{"act":"bench.cover","at":"2026-12-01T13:53:21.702305+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":144,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(145,'a46549a97a1fc94b267afdaa98d770c07f3c05976069fb829987d7dd31ae64c2','52e664467382e99bcb382984be42bdb05236f3e593f762d198cdba2e890b30ec','26-000011-1','{"act":"bench.number_labels","at":"2026-12-01T13:54:21.702305+00:00","by":"1001","data":{"anchor":"144:a46549a97a1fc94b","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":145,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(146,'52e664467382e99bcb382984be42bdb05236f3e593f762d198cdba2e890b30ec','34db5692a00d5becab9f363e91778a8189c91f24c70744d4e796b8d1721f1e67','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:21.702305+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"8e547b797c0ec011bb4c47f7a7e8c5dd7f815a9fa3dbca169540aec5f856e92a","station":"rehearsal"},"result":"ok","seq":146,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(147,'34db5692a00d5becab9f363e91778a8189c91f24c70744d4e796b8d1721f1e67','ad3f410fe303b0f29ce7870dbcf5c455d55c0e82d11faa2b650c3512bdd85e4b','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:21.702305+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"22b0e9f48a2a7db59f3e5efcf2eb95ccf712c7641fe945159141f153739a3818","station":"rehearsal"},"result":"ok","seq":147,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(148,'ad3f410fe303b0f29ce7870dbcf5c455d55c0e82d11faa2b650c3512bdd85e4b','b5abe483cc4ab27550a031fabc206a2ba0dfd91042e306fc0182c73136e69442','26-000011-1','{"act":"bench.labels_printed","at":"2026-12-01T13:54:21.702305+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf","sha256":"8e547b797c0ec011bb4c47f7a7e8c5dd7f815a9fa3dbca169540aec5f856e92a"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf","sha256":"22b0e9f48a2a7db59f3e5efcf2eb95ccf712c7641fe945159141f153739a3818"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":148,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(149,'b5abe483cc4ab27550a031fabc206a2ba0dfd91042e306fc0182c73136e69442','16abda5cce3d051971e719f3b46cd5d7a68288ad103f9ebccc0c7e4176fe0fc5','26-000011-1','{"act":"bench.bag_label","at":"2026-12-01T13:55:21.702305+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":149,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(150,'16abda5cce3d051971e719f3b46cd5d7a68288ad103f9ebccc0c7e4176fe0fc5','f0e7acc1a829bbee93e280c8103fdf0e9b37db636ca6835b72720aabb3ca423f','26-000011-1','{"act":"bench.cover_label","at":"2026-12-01T13:56:21.702305+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":150,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(151,'f0e7acc1a829bbee93e280c8103fdf0e9b37db636ca6835b72720aabb3ca423f','436fa2770d90c5ef55b8df77b5f0dbc20a1c11c0c71b8a84a6fc568184e67db5','26-000006-6','{"act":"custody.move","at":"2026-12-01T13:58:21.702305+00:00","by":"1004","data":{"covered":true,"kind":"under way","place":"BOX1","station":"rehearsal"},"result":"ok","seq":151,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(152,'436fa2770d90c5ef55b8df77b5f0dbc20a1c11c0c71b8a84a6fc568184e67db5','4e9ab5bc7c95db30044c9108e49f44385311ae2dd1b911754138c94953c80928','26-000011-1','{"act":"custody.move","at":"2026-12-01T13:58:21.702305+00:00","by":"1001","data":{"covered":true,"kind":"refrigerator","place":"FR1","station":"rehearsal"},"result":"ok","seq":152,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(153,'4e9ab5bc7c95db30044c9108e49f44385311ae2dd1b911754138c94953c80928','a6f1923c6569c47897bcea361a0c292bf3dc3e4c566cd160f9ce57e57e8ff799','FR1','{"act":"custody.reading","at":"2026-12-01T13:59:21.702305+00:00","by":"1001","data":{"celsius":"4.2","quarantined":[],"station":"rehearsal"},"result":"ok","seq":153,"subject":"FR1"}');
INSERT INTO "event" VALUES(154,'a6f1923c6569c47897bcea361a0c292bf3dc3e4c566cd160f9ce57e57e8ff799','af8e4992e197172b49b37a319999bce1a242833b69e3201f1c65cc170494d378','26-000006-6','{"act":"custody.move","at":"2026-12-01T14:00:21.702305+00:00","by":"1004","data":{"covered":true,"kind":"refrigerator","place":"FR4","station":"rehearsal"},"result":"ok","seq":154,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(155,'af8e4992e197172b49b37a319999bce1a242833b69e3201f1c65cc170494d378','682c1059110205967a43aa9c06873b76d2b8e301f42fd1e0a2e8038cf761c013','FR4','{"act":"custody.reading","at":"2026-12-01T14:01:21.702305+00:00","by":"1004","data":{"celsius":"5.3","quarantined":[],"station":"rehearsal"},"result":"ok","seq":155,"subject":"FR4"}');
INSERT INTO "event" VALUES(156,'682c1059110205967a43aa9c06873b76d2b8e301f42fd1e0a2e8038cf761c013','d3088b121b42b5c117cc930be533eee75cda964f0cadccdfd8c4d4726479edcb','FR2','{"act":"custody.reading","at":"2026-12-01T14:10:21.702305+00:00","by":"1001","data":{"celsius":"4.7","quarantined":[],"station":"rehearsal"},"result":"ok","seq":156,"subject":"FR2"}');
INSERT INTO "event" VALUES(157,'d3088b121b42b5c117cc930be533eee75cda964f0cadccdfd8c4d4726479edcb','e1a8fbc5733df602a5bd8889574891420f469ebe9be6fafeefba12d42be8dedb','FR4','{"act":"custody.reading","at":"2026-12-01T14:10:21.702305+00:00","by":"1004","data":{"celsius":"5.1","quarantined":[],"station":"rehearsal"},"result":"ok","seq":157,"subject":"FR4"}');
INSERT INTO "event" VALUES(158,'e1a8fbc5733df602a5bd8889574891420f469ebe9be6fafeefba12d42be8dedb','8e27ef045930873af1e444e2a9beaa8b582efd8eee661fb0e47b13adc53f0c14','FR1','{"act":"custody.reading","at":"2026-12-01T14:10:21.702305+00:00","by":"1001","data":{"celsius":"4.3","quarantined":[],"station":"rehearsal"},"result":"ok","seq":158,"subject":"FR1"}');
CREATE TABLE head (
	id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "head" VALUES(1,158,'8e27ef045930873af1e444e2a9beaa8b582efd8eee661fb0e47b13adc53f0c14','2026-12-01 14:10:21.702305');
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
INSERT INTO "medication" VALUES(1,'26-000006-6','antipyretic','2026-12-01 12:30:21.702305','1004','2026-12-01 12:30:21.702305');
INSERT INTO "medication" VALUES(2,'26-000006-6','steroid','2026-12-01 13:00:21.702305','1004','2026-12-01 13:00:21.702305');
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
INSERT INTO "move" VALUES(1,'26-000001-5','2026-12-01 07:16:21.702305','','station',0,'1001');
INSERT INTO "move" VALUES(2,'26-000001-5','2026-12-01 07:18:21.702305','','station',1,'1001');
INSERT INTO "move" VALUES(3,'26-000001-5','2026-12-01 07:26:21.702305','FR2','refrigerator',1,'1001');
INSERT INTO "move" VALUES(4,'26-000006-6','2026-12-01 13:16:21.702305','','station',0,'1001');
INSERT INTO "move" VALUES(5,'26-000006-6','2026-12-01 13:18:21.702305','','station',1,'1001');
INSERT INTO "move" VALUES(6,'26-000001-5','2026-12-01 13:20:21.702305','W4','ward',1,'1004');
INSERT INTO "move" VALUES(7,'26-000006-6','2026-12-01 13:24:21.702305','FR2','refrigerator',1,'1001');
INSERT INTO "move" VALUES(8,'26-000011-1','2026-12-01 13:51:21.702305','','station',0,'1001');
INSERT INTO "move" VALUES(9,'26-000011-1','2026-12-01 13:53:21.702305','','station',1,'1001');
INSERT INTO "move" VALUES(10,'26-000006-6','2026-12-01 13:58:21.702305','BOX1','under way',1,'1004');
INSERT INTO "move" VALUES(11,'26-000011-1','2026-12-01 13:58:21.702305','FR1','refrigerator',1,'1001');
INSERT INTO "move" VALUES(12,'26-000006-6','2026-12-01 14:00:21.702305','FR4','refrigerator',1,'1004');
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
	tried_at DATETIME, 
	PRIMARY KEY (badge), 
	CONSTRAINT role CHECK (role IN ('pharmacist', 'technician', 'nurse', 'physician', 'administrator'))
);
INSERT INTO "person" VALUES('1000','R. Iturbe','administrator','$argon2id$v=19$m=19456,t=2,p=1$vJQiZy1NBmpwvsa9HBVzQw$+I8VASokWVIzUVy1mDAkxuzysfSlVn5ddIuk61veyrY',0,NULL);
INSERT INTO "person" VALUES('1001','T. Ruiz','technician','$argon2id$v=19$m=19456,t=2,p=1$Xpch5mu38mxO1CDFEIG/zQ$Jc4nwPX6tR8oZi3NKHkfbRqA0pdiszJFxzXDUAR/2FY',0,'2026-12-01 05:40:21.702305');
INSERT INTO "person" VALUES('1002','F. Soler','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$PIDf+6zhrj4CqD+WqdW7ZQ$I4MDh9a7FsDeW3pSypJNuVHEbym0h6+9My9rVN8chSs',0,'2026-12-01 07:25:21.702305');
INSERT INTO "person" VALUES('1003','M. Vega','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$qDIf44bCth+gMehSaN1BRA$+y0EmXG8O29QwWscc0xS/StBvmzu7K7hm36NAv5egEE',0,'2026-12-01 13:30:21.702305');
INSERT INTO "person" VALUES('1004','N. Pons','nurse','$argon2id$v=19$m=19456,t=2,p=1$PTPa2JE5kPgJKdQ6u6V9XQ$+hXyRgvuJcF9RVpEQGrEWit1UINFnFeoREXHJIaIqcI',0,NULL);
INSERT INTO "person" VALUES('1005','I. Lasa','physician','$argon2id$v=19$m=19456,t=2,p=1$dlYW5+W7zIiLov2WGlto/w$P9nDAHVuSYvR15hlxNaHabRj5nacmwRdAfEgVkAauGA',0,NULL);
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
INSERT INTO "printed" VALUES(1,'26-000001-5','bag label',1,'88a2891ca031909ebf3374a8ec5182736aa8731b77fa6c04a4fe5d8791974902','/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf','2026-12-01 07:19:21.702305','1001','printed','90:2ffbc2d9d6b7fec0');
INSERT INTO "printed" VALUES(2,'26-000001-5','cover label',1,'6ca3c74d447d004f64f84b4e71af2f1f41c2980d4ec9b641fdc1cfb9482b13b3','/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf','2026-12-01 07:19:21.702305','1001','printed','90:2ffbc2d9d6b7fec0');
INSERT INTO "printed" VALUES(3,'26-000006-6','bag label',1,'127abf7b5ee1086104483da4d92d0bcad07d444c2150d7c0605bab0cc0cf5d3f','/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf','2026-12-01 13:19:21.702305','1001','printed','123:258cca848ab51153');
INSERT INTO "printed" VALUES(4,'26-000006-6','cover label',1,'895327fbcebb637cac80ad6c8dd433094676c12927a6f7ce9d8d1533eecab7f5','/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf','2026-12-01 13:19:21.702305','1001','printed','123:258cca848ab51153');
INSERT INTO "printed" VALUES(5,'26-000011-1','bag label',1,'8e547b797c0ec011bb4c47f7a7e8c5dd7f815a9fa3dbca169540aec5f856e92a','/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf','2026-12-01 13:54:21.702305','1001','printed','144:a46549a97a1fc94b');
INSERT INTO "printed" VALUES(6,'26-000011-1','cover label',1,'22b0e9f48a2a7db59f3e5efcf2eb95ccf712c7641fe945159141f153739a3818','/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf','2026-12-01 13:54:21.702305','1001','printed','144:a46549a97a1fc94b');
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
INSERT INTO "product" VALUES('09520001000010','vial','LEMTRADA','','1002','1001','2026-12-01 05:40:21.702305');
INSERT INTO "product" VALUES('09520001000027','diluent','Sodio cloruro 0,9 % San Telmo','sodium-chloride','1002','1001','2026-12-01 05:40:21.702305');
INSERT INTO "product" VALUES('09520001000034','diluent','Glucosa 5 % San Telmo','glucose','1002','1001','2026-12-01 05:40:21.702305');
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
INSERT INTO "reading" VALUES('FR2','2026-12-01 07:30:21.702305',4600000,'typed','1001','2026-12-01 07:30:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 07:55:21.702305',4400000,'typed','1001','2026-12-01 07:55:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 08:20:21.702305',4800000,'typed','1001','2026-12-01 08:20:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 08:45:21.702305',5100000,'typed','1001','2026-12-01 08:45:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 09:10:21.702305',4700000,'typed','1001','2026-12-01 09:10:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 09:35:21.702305',4500000,'typed','1001','2026-12-01 09:35:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:00:21.702305',4600000,'typed','1001','2026-12-01 10:00:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:25:21.702305',4900000,'typed','1001','2026-12-01 10:25:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 10:50:21.702305',5200000,'typed','1001','2026-12-01 10:50:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 11:15:21.702305',4800000,'typed','1001','2026-12-01 11:15:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 11:40:21.702305',4600000,'typed','1001','2026-12-01 11:40:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:05:21.702305',4500000,'typed','1001','2026-12-01 12:05:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:30:21.702305',4700000,'typed','1001','2026-12-01 12:30:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 12:55:21.702305',5000000,'typed','1001','2026-12-01 12:55:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 13:20:21.702305',4800000,'typed','1001','2026-12-01 13:20:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 13:45:21.702305',4600000,'typed','1001','2026-12-01 13:45:21.702305');
INSERT INTO "reading" VALUES('FR1','2026-12-01 13:59:21.702305',4200000,'typed','1001','2026-12-01 13:59:21.702305');
INSERT INTO "reading" VALUES('FR4','2026-12-01 14:01:21.702305',5300000,'typed','1004','2026-12-01 14:01:21.702305');
INSERT INTO "reading" VALUES('FR2','2026-12-01 14:10:21.702305',4700000,'typed','1001','2026-12-01 14:10:21.702305');
INSERT INTO "reading" VALUES('FR4','2026-12-01 14:10:21.702305',5100000,'typed','1004','2026-12-01 14:10:21.702305');
INSERT INTO "reading" VALUES('FR1','2026-12-01 14:10:21.702305',4300000,'typed','1001','2026-12-01 14:10:21.702305');
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
INSERT INTO "signature" VALUES(1,'26-000001-5','1002','2026-12-01 06:00:21.702305','order verified','0f5a20bb855045aaa6907b0da282e066310999dbf52ab0a33625b5f86d981f15');
INSERT INTO "signature" VALUES(2,'26-000006-6','1002','2026-12-01 06:01:21.702305','order verified','dfa9974e11c5d150837dadd4d0c99298cdda53b86ab1951ff1060b8462989a15');
INSERT INTO "signature" VALUES(3,'26-000011-1','1002','2026-12-01 06:02:21.702305','order verified','55339e4615f0dd421257f56e2704656203560a565678f7e503b4c0bb2d11140a');
INSERT INTO "signature" VALUES(4,'26-000014-6','1002','2026-12-01 06:03:21.702305','order verified','ecda54a35b5ecd90e2ce45c75e556a3b7de3a43a8ac318c6dfe21b6166b82388');
INSERT INTO "signature" VALUES(5,'26-000001-5','1002','2026-12-01 07:25:21.702305','bag released','ec5e0c64c2701e533749f2622ea9f57b6577503f9368462f6c17cddbeec2f668');
INSERT INTO "signature" VALUES(6,'26-000006-6','1003','2026-12-01 13:30:21.702305','bag released','de6cebd79a8fd41e7e7c397795783439bdc6d0c682ec70abc0ad4b1ecb9e9d86');
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
INSERT INTO "vial" VALUES('09520001000010','7H2K1','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','used','26-000001-5','2026-12-01 07:15:21.702305');
INSERT INTO "vial" VALUES('09520001000010','7H2K2','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','used','26-000006-6','2026-12-01 13:15:21.702305');
INSERT INTO "vial" VALUES('09520001000010','7H2K3','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','used','26-000011-1','2026-12-01 13:50:21.702305');
INSERT INTO "vial" VALUES('09520001000010','7H2K4','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K5','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K6','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K7','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K8','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K9','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K10','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K11','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K12','L77F2','2028-12-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P1','L81C5','2029-03-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P2','L81C5','2029-03-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P3','L81C5','2029-03-31','2026-12-01 05:40:21.702305','1001','in stock',NULL,NULL);
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
COMMIT;
