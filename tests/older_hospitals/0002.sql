BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
	ended_because VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(course_id) REFERENCES course (id), 
	FOREIGN KEY(patient_record) REFERENCES patient (record_number), 
	FOREIGN KEY(prepared_by) REFERENCES person (badge), 
	FOREIGN KEY(released_by) REFERENCES person (badge), 
	CONSTRAINT state CHECK (state IN ('planned', 'verified', 'in preparation', 'mixed', 'labelled', 'released', 'infusing', 'completed', 'cancelled', 'discarded', 'stopped', 'quarantined')), 
	CONSTRAINT step CHECK (step IN ('order', 'patient', 'vial', 'look', 'diluent', 'draw', 'inject', 'invert', 'cover', 'print', 'bag label', 'cover label', 'check'))
);
INSERT INTO "bag" VALUES('26-000001-5',1,'00476652',1,'2026-12-01','2026-12-01 14:40:00.000000','released',NULL,'09520001000010','7H2K1','09520001000027','B4471','2026-12-01 07:15:17.711386','2026-12-01 07:16:17.711386',0,'1001','1002','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000002-3',1,'00476652',2,'2026-12-02','2026-12-02 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000003-1',1,'00476652',3,'2026-12-03','2026-12-03 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000004-0',1,'00476652',4,'2026-12-04','2026-12-04 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000005-8',1,'00476652',5,'2026-12-05','2026-12-05 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000006-6',2,'00482913',1,'2026-12-01','2026-12-01 15:10:00.000000','released',NULL,'09520001000010','7H2K2','09520001000027','B4471','2026-12-01 13:15:17.711386','2026-12-01 13:16:17.711386',0,'1001','1003','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000007-4',2,'00482913',2,'2026-12-02','2026-12-02 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000008-2',2,'00482913',3,'2026-12-03','2026-12-03 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000009-9',2,'00482913',4,'2026-12-04','2026-12-04 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000010-3',2,'00482913',5,'2026-12-05','2026-12-05 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000011-1',3,'00498344',1,'2026-12-01','2026-12-01 15:40:00.000000','labelled','check','09520001000010','7H2K3','09520001000034','G2210','2026-12-01 13:50:17.711386','2026-12-01 13:51:17.711386',0,'1001',NULL,'fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000012-0',3,'00498344',2,'2026-12-02','2026-12-02 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000013-8',3,'00498344',3,'2026-12-03','2026-12-03 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000014-6',4,'00511270',1,'2026-12-01','2026-12-01 16:10:00.000000','verified','order',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',0,'');
INSERT INTO "bag" VALUES('26-000015-4',4,'00511270',2,'2026-12-02','2026-12-02 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000016-2',4,'00511270',3,'2026-12-03','2026-12-03 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000017-9',4,'00511270',4,'2026-12-04','2026-12-04 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000018-7',4,'00511270',5,'2026-12-05','2026-12-05 16:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000019-5',5,'00520016',1,'2026-12-01','2026-12-01 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000020-0',5,'00520016',2,'2026-12-02','2026-12-02 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000021-8',5,'00520016',3,'2026-12-03','2026-12-03 16:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000022-6',6,'00533108',1,'2026-12-02','2026-12-02 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000023-4',6,'00533108',2,'2026-12-03','2026-12-03 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000024-2',6,'00533108',3,'2026-12-04','2026-12-04 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000025-9',6,'00533108',4,'2026-12-05','2026-12-05 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000026-7',6,'00533108',5,'2026-12-06','2026-12-06 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
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
INSERT INTO "course" VALUES(1,'00476652',1,'2026-12-01','2026-12-05','15:40','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:50:17.711386',NULL);
INSERT INTO "course" VALUES(2,'00482913',1,'2026-12-01','2026-12-05','16:10','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:51:17.711386',NULL);
INSERT INTO "course" VALUES(3,'00498344',2,'2026-12-01','2026-12-03','16:40','Europe/Madrid','2025-10-27','','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:52:17.711386',NULL);
INSERT INTO "course" VALUES(4,'00511270',1,'2026-12-01','2026-12-05','17:10','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:53:17.711386',NULL);
INSERT INTO "course" VALUES(5,'00520016',3,'2026-12-01','2026-12-03','17:40','Europe/Madrid','2025-11-16','two new T2 lesions','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:54:17.711386',NULL);
INSERT INTO "course" VALUES(6,'00533108',1,'2026-12-02','2026-12-06','16:10','Europe/Madrid',NULL,'','consensus-2019','1','fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:55:17.711386',NULL);
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
INSERT INTO "event" VALUES(1,'b5a0554fb022e5f4e4503dc3e84cb7286ac67ac83be0984317fcca4fda71872e','44d8a940183c27261b04714ca7e281a7f0d8132b10c6c835deb1ee53f3b10379','1000','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"first":true,"name":"R. Iturbe","role":"administrator","station":"rehearsal"},"result":"ok","seq":1,"subject":"1000"}');
INSERT INTO "event" VALUES(2,'44d8a940183c27261b04714ca7e281a7f0d8132b10c6c835deb1ee53f3b10379','cc06131b86b2f62b80b81d09d3aba2f97adabd44cf93f9bedc249356637c357f','1001','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"name":"T. Ruiz","role":"technician","station":"rehearsal"},"result":"ok","seq":2,"subject":"1001"}');
INSERT INTO "event" VALUES(3,'cc06131b86b2f62b80b81d09d3aba2f97adabd44cf93f9bedc249356637c357f','b91668d5aa514eee51f635b372639aeac98be14f36cfe6e0733fe28a31f19e12','1002','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"name":"F. Soler","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":3,"subject":"1002"}');
INSERT INTO "event" VALUES(4,'b91668d5aa514eee51f635b372639aeac98be14f36cfe6e0733fe28a31f19e12','71f735f7e8e95dd44211b4c33382a45e2fd528dc7d35b461e5219252c5d9fa9d','1003','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"name":"M. Vega","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":4,"subject":"1003"}');
INSERT INTO "event" VALUES(5,'71f735f7e8e95dd44211b4c33382a45e2fd528dc7d35b461e5219252c5d9fa9d','fda7d531c3f8ea18cd02aeab59dc46b181d7097305f57b725154d49b5c14da12','1004','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"name":"N. Pons","role":"nurse","station":"rehearsal"},"result":"ok","seq":5,"subject":"1004"}');
INSERT INTO "event" VALUES(6,'fda7d531c3f8ea18cd02aeab59dc46b181d7097305f57b725154d49b5c14da12','ff1c25d0a3fe39917c85bf7849e62319f91c80c90df03d5269b031131789210b','1005','{"act":"people.add","at":"2026-12-01T05:40:17.711386+00:00","by":"1000","data":{"name":"I. Lasa","role":"physician","station":"rehearsal"},"result":"ok","seq":6,"subject":"1005"}');
INSERT INTO "event" VALUES(7,'ff1c25d0a3fe39917c85bf7849e62319f91c80c90df03d5269b031131789210b','cca63da6ef6b4d8f87c7f09cbe1c60e510c15c33a5596ad9af11fac9ccdc0164','09520001000010','{"act":"stock.enrol","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"product":{"diluent":"","gtin":"09520001000010","kind":"vial","name":"LEMTRADA"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":7,"subject":"09520001000010"}');
INSERT INTO "event" VALUES(8,'cca63da6ef6b4d8f87c7f09cbe1c60e510c15c33a5596ad9af11fac9ccdc0164','a668cbbb1eb17a057ebc74dc460429354381fbba72573d54afa695ba1ea5e07d','09520001000027','{"act":"stock.enrol","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"product":{"diluent":"sodium-chloride","gtin":"09520001000027","kind":"diluent","name":"Sodio cloruro 0,9 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":8,"subject":"09520001000027"}');
INSERT INTO "event" VALUES(9,'a668cbbb1eb17a057ebc74dc460429354381fbba72573d54afa695ba1ea5e07d','55c040570a1a06598aa44862cac5fc329944f9488f6fa35219dc21b9356b7028','09520001000034','{"act":"stock.enrol","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"product":{"diluent":"glucose","gtin":"09520001000034","kind":"diluent","name":"Glucosa 5 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":9,"subject":"09520001000034"}');
INSERT INTO "event" VALUES(10,'55c040570a1a06598aa44862cac5fc329944f9488f6fa35219dc21b9356b7028','a4d15ed6b8181b8968b3c5270ab58617662a48c3511192c7925ad421467940b1','7H2K1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K1"}},"result":"ok","seq":10,"subject":"7H2K1"}');
INSERT INTO "event" VALUES(11,'a4d15ed6b8181b8968b3c5270ab58617662a48c3511192c7925ad421467940b1','2f2646f48ac5ff0a8ad93235ae0c2f5595a2571e5b7a3d690028d2c3d37abe66','7H2K2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K2"}},"result":"ok","seq":11,"subject":"7H2K2"}');
INSERT INTO "event" VALUES(12,'2f2646f48ac5ff0a8ad93235ae0c2f5595a2571e5b7a3d690028d2c3d37abe66','72e6c14a9f9b17369dca06f8152995e375b751400663f2497dede4153cbc3cda','7H2K3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K3"}},"result":"ok","seq":12,"subject":"7H2K3"}');
INSERT INTO "event" VALUES(13,'72e6c14a9f9b17369dca06f8152995e375b751400663f2497dede4153cbc3cda','9f148fe8d1cb91883267805cbb6c61b57663cc8ccd28602448da4cf117da5f15','7H2K4','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K4"}},"result":"ok","seq":13,"subject":"7H2K4"}');
INSERT INTO "event" VALUES(14,'9f148fe8d1cb91883267805cbb6c61b57663cc8ccd28602448da4cf117da5f15','0adb92570c2f47d60054c845e512ef8b4c198fb28a20a6b75507c2ed439eebc5','7H2K5','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K5"}},"result":"ok","seq":14,"subject":"7H2K5"}');
INSERT INTO "event" VALUES(15,'0adb92570c2f47d60054c845e512ef8b4c198fb28a20a6b75507c2ed439eebc5','1c1ac34cfc81bbdc93c1fc05114ee1e761cdf05c3dda157acdd2e8f99871f0bf','7H2K6','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K6"}},"result":"ok","seq":15,"subject":"7H2K6"}');
INSERT INTO "event" VALUES(16,'1c1ac34cfc81bbdc93c1fc05114ee1e761cdf05c3dda157acdd2e8f99871f0bf','811f24b3c83b8f87cdf6fbe0a58de508be01c0fa366c03d5455d2a2a37988d7a','7H2K7','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K7"}},"result":"ok","seq":16,"subject":"7H2K7"}');
INSERT INTO "event" VALUES(17,'811f24b3c83b8f87cdf6fbe0a58de508be01c0fa366c03d5455d2a2a37988d7a','bf36360fb9be1c67a7d9d8e10fe2db77a0b3fc3e3730cded2ea84dc964aa2330','7H2K8','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K8"}},"result":"ok","seq":17,"subject":"7H2K8"}');
INSERT INTO "event" VALUES(18,'bf36360fb9be1c67a7d9d8e10fe2db77a0b3fc3e3730cded2ea84dc964aa2330','719defa5f53278a399e97bea8162f5bcc0f0995e282457a7475fb06887f39650','7H2K9','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K9"}},"result":"ok","seq":18,"subject":"7H2K9"}');
INSERT INTO "event" VALUES(19,'719defa5f53278a399e97bea8162f5bcc0f0995e282457a7475fb06887f39650','6f1076500f04fda9aa48a58d8ff7b0d689ded229f429f97171363b91223d1a1f','7H2K10','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K10"}},"result":"ok","seq":19,"subject":"7H2K10"}');
INSERT INTO "event" VALUES(20,'6f1076500f04fda9aa48a58d8ff7b0d689ded229f429f97171363b91223d1a1f','c08b60ff7ffba59d3966a072858fa838504951b35ededab9e5b7aca34de18015','7H2K11','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K11"}},"result":"ok","seq":20,"subject":"7H2K11"}');
INSERT INTO "event" VALUES(21,'c08b60ff7ffba59d3966a072858fa838504951b35ededab9e5b7aca34de18015','1a05a4475a0ecfcbd105b809400576165eb04dd4570f9f3511d2382bae1dad33','7H2K12','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K12"}},"result":"ok","seq":21,"subject":"7H2K12"}');
INSERT INTO "event" VALUES(22,'1a05a4475a0ecfcbd105b809400576165eb04dd4570f9f3511d2382bae1dad33','79cc06f5dd671d718cb541012e39207efbfbca0349d1cce5a18910ff3cfbcc31','9M4P1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P1"}},"result":"ok","seq":22,"subject":"9M4P1"}');
INSERT INTO "event" VALUES(23,'79cc06f5dd671d718cb541012e39207efbfbca0349d1cce5a18910ff3cfbcc31','073ac2f2bb7dbd8aae4da56671bd40b2dcd2a301d7e9309dbe0bd3ea39b6dbec','9M4P2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P2"}},"result":"ok","seq":23,"subject":"9M4P2"}');
INSERT INTO "event" VALUES(24,'073ac2f2bb7dbd8aae4da56671bd40b2dcd2a301d7e9309dbe0bd3ea39b6dbec','00ff0958efc65bcc083717a701cd61732a87067caba40d3b44af9b3673ee3566','9M4P3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P3"}},"result":"ok","seq":24,"subject":"9M4P3"}');
INSERT INTO "event" VALUES(25,'00ff0958efc65bcc083717a701cd61732a87067caba40d3b44af9b3673ee3566','48edffd045ef06bbdf788990d9e027ac203759245716586d6b56ccccd4fd72f4','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":25,"subject":"B4471"}');
INSERT INTO "event" VALUES(26,'48edffd045ef06bbdf788990d9e027ac203759245716586d6b56ccccd4fd72f4','4a109ce43ba307264bbff3bb751b1a55adc9a22fa28df08251ce10ee110a771f','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":26,"subject":"B4471"}');
INSERT INTO "event" VALUES(27,'4a109ce43ba307264bbff3bb751b1a55adc9a22fa28df08251ce10ee110a771f','0bdfa8fd8cbda4f916995ae7538ad50976a730cc44fa8b3c0c46282d918e771e','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":27,"subject":"B4471"}');
INSERT INTO "event" VALUES(28,'0bdfa8fd8cbda4f916995ae7538ad50976a730cc44fa8b3c0c46282d918e771e','52433369e262c77c0981b44fff117b6fc94c850f55373aaeb6f5d00d6a08be81','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":28,"subject":"B4471"}');
INSERT INTO "event" VALUES(29,'52433369e262c77c0981b44fff117b6fc94c850f55373aaeb6f5d00d6a08be81','d7dc36a72d885958c56f6e84dd7934adcd6903d7511f622f57cc93360271bf12','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":29,"subject":"B4471"}');
INSERT INTO "event" VALUES(30,'d7dc36a72d885958c56f6e84dd7934adcd6903d7511f622f57cc93360271bf12','20d192b6ca1c30370f0e13daeaeca217411e70135938072889c0c07d5de7ec1c','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":30,"subject":"B4471"}');
INSERT INTO "event" VALUES(31,'20d192b6ca1c30370f0e13daeaeca217411e70135938072889c0c07d5de7ec1c','41f2a6d93110dc5238ce876c9af149d4fc58e8c189d7dcf175bfcaa3fe951bd0','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":31,"subject":"B4471"}');
INSERT INTO "event" VALUES(32,'41f2a6d93110dc5238ce876c9af149d4fc58e8c189d7dcf175bfcaa3fe951bd0','e010ca9810a2a10b68b069b74d398e74dd4489765f120a4de6bbabfa58797903','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":32,"subject":"B4471"}');
INSERT INTO "event" VALUES(33,'e010ca9810a2a10b68b069b74d398e74dd4489765f120a4de6bbabfa58797903','159045d91cf552d2d5708ed0fbb6ea5fb164d27e7c29bde41c1babf1ec8dae67','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":33,"subject":"B4471"}');
INSERT INTO "event" VALUES(34,'159045d91cf552d2d5708ed0fbb6ea5fb164d27e7c29bde41c1babf1ec8dae67','af0b3a7f913ce5d54b8468a4dffeea9a3d03c20d08eb7d89ad1945cca13b0692','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":34,"subject":"B4471"}');
INSERT INTO "event" VALUES(35,'af0b3a7f913ce5d54b8468a4dffeea9a3d03c20d08eb7d89ad1945cca13b0692','4d8d29d7e36b655b5bba85f09e06a1bc44b2f3b0a5d354942ca93bb595f83a97','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":35,"subject":"B4471"}');
INSERT INTO "event" VALUES(36,'4d8d29d7e36b655b5bba85f09e06a1bc44b2f3b0a5d354942ca93bb595f83a97','999ed33c76d727e6b04eba83d49faf95cc6b09ec40e99c5d3365b8978aef9a41','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":36,"subject":"B4471"}');
INSERT INTO "event" VALUES(37,'999ed33c76d727e6b04eba83d49faf95cc6b09ec40e99c5d3365b8978aef9a41','721c9fde989f551005e0008778d88e48d27266b241abc4775ed6c30be707283a','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":37,"subject":"G2210"}');
INSERT INTO "event" VALUES(38,'721c9fde989f551005e0008778d88e48d27266b241abc4775ed6c30be707283a','42fd51b6bffbe1665be86fae69b21d9bf1fda6aa418a91d869a346694c81d405','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":38,"subject":"G2210"}');
INSERT INTO "event" VALUES(39,'42fd51b6bffbe1665be86fae69b21d9bf1fda6aa418a91d869a346694c81d405','14bb857b12abf66a61d0b9bfe6c2ad6555b98a320e03159f6dcc589d444c3146','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:17.711386+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":39,"subject":"G2210"}');
INSERT INTO "event" VALUES(40,'14bb857b12abf66a61d0b9bfe6c2ad6555b98a320e03159f6dcc589d444c3146','26a22e6c9c1319b7175bd9ed675a96e62dfc76149d1bc96cbba3137a911be8b3','00482913','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1984-02-14","family_name":"Núñez Etxeberria","given_name":"María del Carmen","record_number":"00482913","ward":"Neurología H. de día","wristband":"952000000000001238"},"station":"rehearsal"},"result":"ok","seq":40,"subject":"00482913"}');
INSERT INTO "event" VALUES(41,'26a22e6c9c1319b7175bd9ed675a96e62dfc76149d1bc96cbba3137a911be8b3','c0128a0a352d22b345010fb520f03a6cda831fdafd4108b356bf33cc48d72610','00511270','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1991-07-02","family_name":"Ibarra Leza","given_name":"Jon","record_number":"00511270","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":41,"subject":"00511270"}');
INSERT INTO "event" VALUES(42,'c0128a0a352d22b345010fb520f03a6cda831fdafd4108b356bf33cc48d72610','82fff95d8acf7c90502f0aeaa2bd64160e43130fbd264ded70586fdf69f9e328','00498344','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1979-11-23","family_name":"García Soto","given_name":"Ana","record_number":"00498344","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":42,"subject":"00498344"}');
INSERT INTO "event" VALUES(43,'82fff95d8acf7c90502f0aeaa2bd64160e43130fbd264ded70586fdf69f9e328','70f117040ba83df5d45cc20bffc8b64b0a09011b4ec0318a4cc6ecd75a364f49','00520016','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1988-05-30","family_name":"Prieto Lago","given_name":"Carmen","record_number":"00520016","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":43,"subject":"00520016"}');
INSERT INTO "event" VALUES(44,'70f117040ba83df5d45cc20bffc8b64b0a09011b4ec0318a4cc6ecd75a364f49','8e707459bf2015511340430d230d55779eda6a1f5e603fdad99eff9034141bce','00476652','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1995-01-09","family_name":"Vidal Roca","given_name":"Pau","record_number":"00476652","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":44,"subject":"00476652"}');
INSERT INTO "event" VALUES(45,'8e707459bf2015511340430d230d55779eda6a1f5e603fdad99eff9034141bce','002eefebeee760a410c50adb6e5607c2d9fdf46bce25698bde0a3724e9ebf4be','00533108','{"act":"orders.add_patient","at":"2026-12-01T05:40:17.711386+00:00","by":"1002","data":{"patient":{"birth_date":"1986-09-17","family_name":"Żółtowska Łuczak","given_name":"Małgorzata","record_number":"00533108","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":45,"subject":"00533108"}');
INSERT INTO "event" VALUES(46,'002eefebeee760a410c50adb6e5607c2d9fdf46bce25698bde0a3724e9ebf4be','a51aa5dfec0db42095416808462e93e8fc7c1e06efd367f934873908509729d9','26-000001-5','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":46,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(47,'a51aa5dfec0db42095416808462e93e8fc7c1e06efd367f934873908509729d9','678775f4b656d5ddf151c15023a56b522cb4e0f0c6b8e5ba7c1a7a7fd9383c90','26-000002-3','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":47,"subject":"26-000002-3"}');
INSERT INTO "event" VALUES(48,'678775f4b656d5ddf151c15023a56b522cb4e0f0c6b8e5ba7c1a7a7fd9383c90','cf91a79148f0ee594ddd2163dc2216e879881103ccc96c5d7c557c951970b21c','26-000003-1','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":48,"subject":"26-000003-1"}');
INSERT INTO "event" VALUES(49,'cf91a79148f0ee594ddd2163dc2216e879881103ccc96c5d7c557c951970b21c','089e9e1facf530f3474e03533356d16827bdab7c80ca4eeef1092b2103e45366','26-000004-0','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":49,"subject":"26-000004-0"}');
INSERT INTO "event" VALUES(50,'089e9e1facf530f3474e03533356d16827bdab7c80ca4eeef1092b2103e45366','0920e876579869a82de3fdce9703ac64087b87fd9e78d59cb83785f51b103a94','26-000005-8','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":50,"subject":"26-000005-8"}');
INSERT INTO "event" VALUES(51,'0920e876579869a82de3fdce9703ac64087b87fd9e78d59cb83785f51b103a94','0e77c741efc7c7fce4e6df389be0ac71685f6ea657da609498766bf7a63fd836','00476652','{"act":"orders.course","at":"2026-12-01T05:50:17.711386+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000001-5","26-000002-3","26-000003-1","26-000004-0","26-000005-8"],"course":1,"first_day":"2026-12-01","infusion_at":"15:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":51,"subject":"00476652"}');
INSERT INTO "event" VALUES(52,'0e77c741efc7c7fce4e6df389be0ac71685f6ea657da609498766bf7a63fd836','edae83603d4ca56dba7a8aa75a65d719154d19056c52fe8b2879b2065066275c','26-000006-6','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":52,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(53,'edae83603d4ca56dba7a8aa75a65d719154d19056c52fe8b2879b2065066275c','9279a5c29cf699a752e454deff9a17d597cb0c38e77656240888d53ad3cd642b','26-000007-4','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":53,"subject":"26-000007-4"}');
INSERT INTO "event" VALUES(54,'9279a5c29cf699a752e454deff9a17d597cb0c38e77656240888d53ad3cd642b','4cf90f6e138ce4360abef31647666cd5c53e0f707fba93f98217df6b37c2f178','26-000008-2','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":54,"subject":"26-000008-2"}');
INSERT INTO "event" VALUES(55,'4cf90f6e138ce4360abef31647666cd5c53e0f707fba93f98217df6b37c2f178','9ebf52d64cb5cc0b66b9ae29cb10317162d463fa0874490b800d16a5dd87a4ed','26-000009-9','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":55,"subject":"26-000009-9"}');
INSERT INTO "event" VALUES(56,'9ebf52d64cb5cc0b66b9ae29cb10317162d463fa0874490b800d16a5dd87a4ed','063895e13bce4ddc07b35d1582cc39ee8ad5bc5e6873e369f39cfc7c87b04f31','26-000010-3','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":56,"subject":"26-000010-3"}');
INSERT INTO "event" VALUES(57,'063895e13bce4ddc07b35d1582cc39ee8ad5bc5e6873e369f39cfc7c87b04f31','0580eee55a7ed2ef98f897bee3c2c5f32d85cf2d1efb9709681aae6908844ea4','00482913','{"act":"orders.course","at":"2026-12-01T05:51:17.711386+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000006-6","26-000007-4","26-000008-2","26-000009-9","26-000010-3"],"course":1,"first_day":"2026-12-01","infusion_at":"16:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":57,"subject":"00482913"}');
INSERT INTO "event" VALUES(58,'0580eee55a7ed2ef98f897bee3c2c5f32d85cf2d1efb9709681aae6908844ea4','b9460e8e525534a74bb897fe6c72481a72372f5cecea582e3d211dc419f6a0f3','26-000011-1','{"act":"orders.course","at":"2026-12-01T05:52:17.711386+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":58,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(59,'b9460e8e525534a74bb897fe6c72481a72372f5cecea582e3d211dc419f6a0f3','ac284f2c440ca81ed3813d2f8987857b33c9cfb90eb9c5b2f33f4db013fac73c','26-000012-0','{"act":"orders.course","at":"2026-12-01T05:52:17.711386+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":59,"subject":"26-000012-0"}');
INSERT INTO "event" VALUES(60,'ac284f2c440ca81ed3813d2f8987857b33c9cfb90eb9c5b2f33f4db013fac73c','70c95c08aea53c640534ee5939e9c5d5ac870c24aca417fb8cf73d9671266a70','26-000013-8','{"act":"orders.course","at":"2026-12-01T05:52:17.711386+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":60,"subject":"26-000013-8"}');
INSERT INTO "event" VALUES(61,'70c95c08aea53c640534ee5939e9c5d5ac870c24aca417fb8cf73d9671266a70','2d1d2bcba12e9623e6b963a9663f4631639257e91a0665905e21fc385ca84165','00498344','{"act":"orders.course","at":"2026-12-01T05:52:17.711386+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000011-1","26-000012-0","26-000013-8"],"course":2,"first_day":"2026-12-01","infusion_at":"16:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":"2025-10-27","protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":61,"subject":"00498344"}');
INSERT INTO "event" VALUES(62,'2d1d2bcba12e9623e6b963a9663f4631639257e91a0665905e21fc385ca84165','c058b6ae07b09796187ada2cfd096e4dd936a96ddb25df6dbc68c5e1490201a0','26-000014-6','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":62,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(63,'c058b6ae07b09796187ada2cfd096e4dd936a96ddb25df6dbc68c5e1490201a0','14af46333585c3adf08855dc26cc9a344efdde12289ab0faef3180b0cecb1f12','26-000015-4','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":63,"subject":"26-000015-4"}');
INSERT INTO "event" VALUES(64,'14af46333585c3adf08855dc26cc9a344efdde12289ab0faef3180b0cecb1f12','7648c026df8e5d8dbbebe3b164c996e5b8c3413fbb77b25eb998f596f1e56d2e','26-000016-2','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":64,"subject":"26-000016-2"}');
INSERT INTO "event" VALUES(65,'7648c026df8e5d8dbbebe3b164c996e5b8c3413fbb77b25eb998f596f1e56d2e','8f7503813cce69b5e2543ca41320b485f4b7ae243d6e47b9a702082d95a9bb63','26-000017-9','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":65,"subject":"26-000017-9"}');
INSERT INTO "event" VALUES(66,'8f7503813cce69b5e2543ca41320b485f4b7ae243d6e47b9a702082d95a9bb63','880768e62c014c8a7d4eadff4b4c1f0c2b714b9b2eb112f42c30f51ff82ddfbb','26-000018-7','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":66,"subject":"26-000018-7"}');
INSERT INTO "event" VALUES(67,'880768e62c014c8a7d4eadff4b4c1f0c2b714b9b2eb112f42c30f51ff82ddfbb','a3edfee4a04d6aaae455983b63bf62bedc1289d295abf0fdfb69530c2b4ca477','00511270','{"act":"orders.course","at":"2026-12-01T05:53:17.711386+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000014-6","26-000015-4","26-000016-2","26-000017-9","26-000018-7"],"course":1,"first_day":"2026-12-01","infusion_at":"17:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":67,"subject":"00511270"}');
INSERT INTO "event" VALUES(68,'a3edfee4a04d6aaae455983b63bf62bedc1289d295abf0fdfb69530c2b4ca477','31fdcee54413a2db49f2c920acb38154b91b677033ca9a3fb8cb72f74efcf11f','26-000019-5','{"act":"orders.course","at":"2026-12-01T05:54:17.711386+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":68,"subject":"26-000019-5"}');
INSERT INTO "event" VALUES(69,'31fdcee54413a2db49f2c920acb38154b91b677033ca9a3fb8cb72f74efcf11f','651d1b6e0ac0f3868077fc066b85f3d60999843ccc6111eafbc5cc9c4aa0e994','26-000020-0','{"act":"orders.course","at":"2026-12-01T05:54:17.711386+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":69,"subject":"26-000020-0"}');
INSERT INTO "event" VALUES(70,'651d1b6e0ac0f3868077fc066b85f3d60999843ccc6111eafbc5cc9c4aa0e994','1be9d482ccff1b0c8aa88221606bc941b11758cc6472e63dd37f79ff2923f0f2','26-000021-8','{"act":"orders.course","at":"2026-12-01T05:54:17.711386+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":70,"subject":"26-000021-8"}');
INSERT INTO "event" VALUES(71,'1be9d482ccff1b0c8aa88221606bc941b11758cc6472e63dd37f79ff2923f0f2','53d96aa13cfde24305fa741f60664f3a1b2e9fe937e6a1d032629965ecbdbe60','00520016','{"act":"orders.course","at":"2026-12-01T05:54:17.711386+00:00","by":"1005","data":{"activity_evidence":"two new T2 lesions","bags":["26-000019-5","26-000020-0","26-000021-8"],"course":3,"first_day":"2026-12-01","infusion_at":"17:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":"2025-11-16","protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":71,"subject":"00520016"}');
INSERT INTO "event" VALUES(72,'53d96aa13cfde24305fa741f60664f3a1b2e9fe937e6a1d032629965ecbdbe60','49cf179cd33453827b850060f15b4631457343662f98b5e9956165eaafd9a4e5','26-000022-6','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":72,"subject":"26-000022-6"}');
INSERT INTO "event" VALUES(73,'49cf179cd33453827b850060f15b4631457343662f98b5e9956165eaafd9a4e5','ed0833215eb736f24b6d67336100d808a9ea364ca0d2e18b113db52d02d4948f','26-000023-4','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":73,"subject":"26-000023-4"}');
INSERT INTO "event" VALUES(74,'ed0833215eb736f24b6d67336100d808a9ea364ca0d2e18b113db52d02d4948f','1a26fa1b76656bfa38fc2358c2994da7e6e4ea73224df6e1a5e910530d409b31','26-000024-2','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":74,"subject":"26-000024-2"}');
INSERT INTO "event" VALUES(75,'1a26fa1b76656bfa38fc2358c2994da7e6e4ea73224df6e1a5e910530d409b31','2ffa8483a97afaaa8f765a4b7e5eefe76ae1016271e65436ab06e8413dd77941','26-000025-9','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":75,"subject":"26-000025-9"}');
INSERT INTO "event" VALUES(76,'2ffa8483a97afaaa8f765a4b7e5eefe76ae1016271e65436ab06e8413dd77941','a4d32592d5fad4ebd2a6358daa892dd382fa9d240c0c29736635345786210306','26-000026-7','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":76,"subject":"26-000026-7"}');
INSERT INTO "event" VALUES(77,'a4d32592d5fad4ebd2a6358daa892dd382fa9d240c0c29736635345786210306','0bef6736422981f1c6edf98ec14a6031065975093f2eab67de4ff6bb6e17e7eb','00533108','{"act":"orders.course","at":"2026-12-01T05:55:17.711386+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000022-6","26-000023-4","26-000024-2","26-000025-9","26-000026-7"],"course":1,"first_day":"2026-12-02","infusion_at":"16:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","station":"rehearsal"},"result":"ok","seq":77,"subject":"00533108"}');
INSERT INTO "event" VALUES(78,'0bef6736422981f1c6edf98ec14a6031065975093f2eab67de4ff6bb6e17e7eb','5f04bd9567c3c02ea9d1b2fc5f0c781f22c3a6df33d667e4dbc6da70750c5f06','26-000001-5','{"act":"orders.verify","at":"2026-12-01T06:00:17.711386+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"6db12bb7b9d5b37d89eaff5230e48775d6a30ac913056ad644a104d10601e1f1","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":78,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(79,'5f04bd9567c3c02ea9d1b2fc5f0c781f22c3a6df33d667e4dbc6da70750c5f06','a10844d9f4b9917e54798b0f5aa84f713c2c87eda5a850fb69b90f4429a3b5db','26-000006-6','{"act":"orders.verify","at":"2026-12-01T06:01:17.711386+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"42706df3f101171dce53f297967b505a7a7f7a9afb48bf87914443c684359cd9","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":79,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(80,'a10844d9f4b9917e54798b0f5aa84f713c2c87eda5a850fb69b90f4429a3b5db','d88fb998eedeef54c232b531b034f350a7f7184e3bfd2a1acf07f9e7306b26d4','26-000011-1','{"act":"orders.verify","at":"2026-12-01T06:02:17.711386+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"280c46be9a4bee24b3685ed6ff8a8ae48cc3a6bf4ff71df954b822bfd4f40a4a","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":80,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(81,'d88fb998eedeef54c232b531b034f350a7f7184e3bfd2a1acf07f9e7306b26d4','55182a96dc65a502193f289367f80ca9eb678851e6863ca58945b129520b636a','26-000014-6','{"act":"orders.verify","at":"2026-12-01T06:03:17.711386+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"fd164f04e5e1a2112ca2d35aca4678c9a4b4ff143938ec4eaab514fa79b8a8f6","signed_sha256":"ef86fc021af1bc268c9f33ea4fd12d0ee07d137dca86e13cd1bb4beee08e49e5","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":81,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(82,'55182a96dc65a502193f289367f80ca9eb678851e6863ca58945b129520b636a','a824eee491c96aa164c8c02d6add6708606bdfb8187f59a3ba37f4db7e316db1','26-000001-5','{"act":"bench.order","at":"2026-12-01T07:10:17.711386+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":82,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(83,'a824eee491c96aa164c8c02d6add6708606bdfb8187f59a3ba37f4db7e316db1','278b0f1527fb4f0742f9062d39358942e5a1f4bf67b743170ab37b6de4ab0fc0','26-000001-5','{"act":"bench.patient","at":"2026-12-01T07:11:17.711386+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":83,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(84,'278b0f1527fb4f0742f9062d39358942e5a1f4bf67b743170ab37b6de4ab0fc0','52f150d3c27bc6a28381fb49ee343a3fa6eff97046d0804a4c7890e0b31d9673','26-000001-5','{"act":"bench.vial","at":"2026-12-01T07:12:17.711386+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K1"},"result":"ok","seq":84,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(85,'52f150d3c27bc6a28381fb49ee343a3fa6eff97046d0804a4c7890e0b31d9673','269915c5895f13f963ec43086c8fdf491cfb08d2b0069301873605fb6d02492d','26-000001-5','{"act":"bench.look","at":"2026-12-01T07:13:17.711386+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":85,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(86,'269915c5895f13f963ec43086c8fdf491cfb08d2b0069301873605fb6d02492d','b32c168b1648ee0d1ffde87d19be0edc51dfef0169c39327d87ba5ae7ac61dd4','26-000001-5','{"act":"bench.diluent","at":"2026-12-01T07:14:17.711386+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":86,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(87,'b32c168b1648ee0d1ffde87d19be0edc51dfef0169c39327d87ba5ae7ac61dd4','904c174ad085f47bd47e57480941e7c62327458c378bcbd4a7142a0cb4375697','26-000001-5','{"act":"bench.draw","at":"2026-12-01T07:15:17.711386+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T07:15:17.711386+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":87,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(88,'904c174ad085f47bd47e57480941e7c62327458c378bcbd4a7142a0cb4375697','b981b54a247a2fe69e91603805fd47b3812d4dd80d7244c3b074462aabdf1524','26-000001-5','{"act":"bench.inject","at":"2026-12-01T07:16:17.711386+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T07:16:17.711386+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":88,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(89,'b981b54a247a2fe69e91603805fd47b3812d4dd80d7244c3b074462aabdf1524','3ea9cd627d62f5dba624f56ddcb99275a9cc48fe259739b27fa467ec63f47b7d','26-000001-5','{"act":"bench.invert","at":"2026-12-01T07:17:17.711386+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":89,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(90,'3ea9cd627d62f5dba624f56ddcb99275a9cc48fe259739b27fa467ec63f47b7d','358443151d0f82d363269bc82db50b7201e2ba4838243f200efac35a3e545870','26-000001-5','{"act":"bench.cover","at":"2026-12-01T07:18:17.711386+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":90,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(91,'358443151d0f82d363269bc82db50b7201e2ba4838243f200efac35a3e545870','73612a23c7388f492a0698142ae5b8b9fef583a486687b706b1eb6be36a85a9c','26-000001-5','{"act":"bench.number_labels","at":"2026-12-01T07:19:17.711386+00:00","by":"1001","data":{"anchor":"90:358443151d0f82d3","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":91,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(92,'73612a23c7388f492a0698142ae5b8b9fef583a486687b706b1eb6be36a85a9c','2c701b359bc185002a3a7a898ff2f87c77d249644812adaf47fe4883e172a375','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:17.711386+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"e7e80d22d1aac005400a7486090d2cfb02ed077e8d63c01bcba3c3fd5eeda9c4","station":"rehearsal"},"result":"ok","seq":92,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(93,'2c701b359bc185002a3a7a898ff2f87c77d249644812adaf47fe4883e172a375','fd9ff7e435f6eee805388a32da0a3d6a4a0e465cc0fbae23f094da9fc1a141aa','26-000001-5','{"act":"documents.sent","at":"2026-12-01T07:19:17.711386+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"b8fe6121d2c65f184e9c659bedb92231c8f63eaa92553ea0838cb8e4423e5de2","station":"rehearsal"},"result":"ok","seq":93,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(94,'fd9ff7e435f6eee805388a32da0a3d6a4a0e465cc0fbae23f094da9fc1a141aa','cb89f77858f5d609a3a3e67ce7be56f1cf09df8e855d9629fedbaf654cc91e51','26-000001-5','{"act":"bench.labels_printed","at":"2026-12-01T07:19:17.711386+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf","sha256":"e7e80d22d1aac005400a7486090d2cfb02ed077e8d63c01bcba3c3fd5eeda9c4"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf","sha256":"b8fe6121d2c65f184e9c659bedb92231c8f63eaa92553ea0838cb8e4423e5de2"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":94,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(95,'cb89f77858f5d609a3a3e67ce7be56f1cf09df8e855d9629fedbaf654cc91e51','9393784a97adb2978cbf6bcfd92061ef6cec404a611068758461727861cb7389','26-000001-5','{"act":"bench.bag_label","at":"2026-12-01T07:20:17.711386+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":95,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(96,'9393784a97adb2978cbf6bcfd92061ef6cec404a611068758461727861cb7389','4c2bbf4a385fe23bfab05cbcf1691570c98b0a107911373dd5736684cc17dbb1','26-000001-5','{"act":"bench.cover_label","at":"2026-12-01T07:21:17.711386+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":96,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(97,'4c2bbf4a385fe23bfab05cbcf1691570c98b0a107911373dd5736684cc17dbb1','1024d109f850756d979ddfd31db8c3579b023f92d154bb58a225b281853bd54f','26-000001-5','{"act":"release.release","at":"2026-12-01T07:25:17.711386+00:00","by":"1002","data":{"action":"release","released_by":"1002","signed_sha256":"9a60a0c3e7dbaed89671a33b9442ddad50c9994fcd08198d6c70ae0485b722de","state":"released","station":"rehearsal","step":null},"result":"ok","seq":97,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(98,'1024d109f850756d979ddfd31db8c3579b023f92d154bb58a225b281853bd54f','ebe27cc8695eb4d703f63f40361205a6ec6a6aa27ff75cb00fbcdcab466d8621','26-000006-6','{"act":"bench.order","at":"2026-12-01T13:10:17.711386+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":98,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(99,'ebe27cc8695eb4d703f63f40361205a6ec6a6aa27ff75cb00fbcdcab466d8621','a2eb2f6e44762ca4a384bc441f91d1339157a6205b66f3cdf6f18df844da3a6d','26-000006-6','{"act":"bench.patient","at":"2026-12-01T13:11:17.711386+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":99,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(100,'a2eb2f6e44762ca4a384bc441f91d1339157a6205b66f3cdf6f18df844da3a6d','1dfc07e6e18ace2571e23f26a6bef97279cb89d2f27a4592fa7cc3eaad1746d8','26-000006-6','{"act":"bench.vial","at":"2026-12-01T13:12:17.711386+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K2"},"result":"ok","seq":100,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(101,'1dfc07e6e18ace2571e23f26a6bef97279cb89d2f27a4592fa7cc3eaad1746d8','9bb3df4a310559914706b91c538f282181e37ff61e61f54c605b12f95babfb19','26-000006-6','{"act":"bench.look","at":"2026-12-01T13:13:17.711386+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":101,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(102,'9bb3df4a310559914706b91c538f282181e37ff61e61f54c605b12f95babfb19','31a41ffafe5222c3281c4265eaf49068bcc413e5e83d3cf8ccc665c74efe5ec8','26-000006-6','{"act":"bench.diluent","at":"2026-12-01T13:14:17.711386+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":102,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(103,'31a41ffafe5222c3281c4265eaf49068bcc413e5e83d3cf8ccc665c74efe5ec8','01c1a783e9f862fe47d6edec20f156b320f17a3bfefa1adcf9b77a21aae875ee','26-000006-6','{"act":"bench.draw","at":"2026-12-01T13:15:17.711386+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:15:17.711386+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":103,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(104,'01c1a783e9f862fe47d6edec20f156b320f17a3bfefa1adcf9b77a21aae875ee','18e8b5f29d4bd7edcd982a2545f2c67729b23fe811f7f2ec3936d93c541a7337','26-000006-6','{"act":"bench.inject","at":"2026-12-01T13:16:17.711386+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:16:17.711386+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":104,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(105,'18e8b5f29d4bd7edcd982a2545f2c67729b23fe811f7f2ec3936d93c541a7337','4fae59fc69b734271e69f8b073e74876fbd981b22c480ae89053aa9ce7caffa0','26-000006-6','{"act":"bench.invert","at":"2026-12-01T13:17:17.711386+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":105,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(106,'4fae59fc69b734271e69f8b073e74876fbd981b22c480ae89053aa9ce7caffa0','eade0eacdd2ad028de9a6c115ac0ad5d3dff0bc79619790e02c41fa2c4dd0418','26-000006-6','{"act":"bench.cover","at":"2026-12-01T13:18:17.711386+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":106,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(107,'eade0eacdd2ad028de9a6c115ac0ad5d3dff0bc79619790e02c41fa2c4dd0418','e0536ee0dae106fc52bea103671cd910fb5acc9a574d385eee2afbae381eb933','26-000006-6','{"act":"bench.number_labels","at":"2026-12-01T13:19:17.711386+00:00","by":"1001","data":{"anchor":"106:eade0eacdd2ad028","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":107,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(108,'e0536ee0dae106fc52bea103671cd910fb5acc9a574d385eee2afbae381eb933','4c189331b9258a855a5ee3f197e19b0e7e9f76bad296ac6478e4d3a7c6e8c2e2','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:17.711386+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"727c5424a291709a2b9d001efa90073abeae09479d4552b82d4e8a976fa13c85","station":"rehearsal"},"result":"ok","seq":108,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(109,'4c189331b9258a855a5ee3f197e19b0e7e9f76bad296ac6478e4d3a7c6e8c2e2','5ef5411c7135ff86abc69fa6c54ad85de59c6cb23f3e10be18b646c46b5b81c0','26-000006-6','{"act":"documents.sent","at":"2026-12-01T13:19:17.711386+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"174d4d2f17fb92bb26213c9bd1318e3e990e140c28d4cf94dacffa4cccd3f834","station":"rehearsal"},"result":"ok","seq":109,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(110,'5ef5411c7135ff86abc69fa6c54ad85de59c6cb23f3e10be18b646c46b5b81c0','2958e2251a4db89b37742013123fe28d809b479aa9b3ead8fbe6aaf4d502f38d','26-000006-6','{"act":"bench.labels_printed","at":"2026-12-01T13:19:17.711386+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf","sha256":"727c5424a291709a2b9d001efa90073abeae09479d4552b82d4e8a976fa13c85"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf","sha256":"174d4d2f17fb92bb26213c9bd1318e3e990e140c28d4cf94dacffa4cccd3f834"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":110,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(111,'2958e2251a4db89b37742013123fe28d809b479aa9b3ead8fbe6aaf4d502f38d','d7176b29fa60768066bc8891c892f1ae3d11aca858802fae87daca1ccefe1489','26-000006-6','{"act":"bench.bag_label","at":"2026-12-01T13:20:17.711386+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":111,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(112,'d7176b29fa60768066bc8891c892f1ae3d11aca858802fae87daca1ccefe1489','9288a8a40a43b1ee31f38c193b0879a800314bd741d5e9cf53f5357d045b7b90','26-000006-6','{"act":"bench.cover_label","at":"2026-12-01T13:21:17.711386+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":112,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(113,'9288a8a40a43b1ee31f38c193b0879a800314bd741d5e9cf53f5357d045b7b90','eff80dcebdb85e7a13200e9ea97ad350f20a55b87c1d65f72bf04f0ae2e2322b','26-000006-6','{"act":"release.release","at":"2026-12-01T13:30:17.711386+00:00","by":"1003","data":{"action":"release","released_by":"1003","signed_sha256":"bf1570fc0dbffd00806be68351c1fb6942a8937248e7b22f4b3e38ea82878acf","state":"released","station":"rehearsal","step":null},"result":"ok","seq":113,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(114,'eff80dcebdb85e7a13200e9ea97ad350f20a55b87c1d65f72bf04f0ae2e2322b','add26e24b0e2fea2138da8e440b7e203c66d89f4aefd39f6b252b1af67f38c90','26-000011-1','{"act":"bench.order","at":"2026-12-01T13:45:17.711386+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":114,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(115,'add26e24b0e2fea2138da8e440b7e203c66d89f4aefd39f6b252b1af67f38c90','4ec5c556d709229fd44026943902e9a8951f076a358800e0375d986af39a2d15','26-000011-1','{"act":"bench.patient","at":"2026-12-01T13:46:17.711386+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":115,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(116,'4ec5c556d709229fd44026943902e9a8951f076a358800e0375d986af39a2d15','da20e019e8cadcabd27802cbe6fa5c980dc0deb0bf22d8527aa592cfa07a0aa5','26-000011-1','{"act":"bench.vial","at":"2026-12-01T13:47:17.711386+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K3"},"result":"ok","seq":116,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(117,'da20e019e8cadcabd27802cbe6fa5c980dc0deb0bf22d8527aa592cfa07a0aa5','392d9d0254e77360d8f8c6039a06ca5ec3ab1a4b3b0f4837226caad6cd3528dd','26-000011-1','{"act":"bench.look","at":"2026-12-01T13:48:17.711386+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":117,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(118,'392d9d0254e77360d8f8c6039a06ca5ec3ab1a4b3b0f4837226caad6cd3528dd','e0e53b1d10f0d97c14e19e4667c27e8f663244c310c8b7a1134ef66c5e7bae56','26-000011-1','{"act":"bench.diluent","at":"2026-12-01T13:49:17.711386+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000034","diluent_lot":"G2210","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":118,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(119,'e0e53b1d10f0d97c14e19e4667c27e8f663244c310c8b7a1134ef66c5e7bae56','808b4cdc2405671bc52c7345ad06ee61dd7072d1f155f7aab6d67a94cd7b8311','26-000011-1','{"act":"bench.draw","at":"2026-12-01T13:50:17.711386+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:50:17.711386+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":119,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(120,'808b4cdc2405671bc52c7345ad06ee61dd7072d1f155f7aab6d67a94cd7b8311','6485cb86f916673a6936fd68deb9ec9bde28ba8908c1b9f14cb051c3d824ad15','26-000011-1','{"act":"bench.inject","at":"2026-12-01T13:51:17.711386+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:51:17.711386+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":120,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(121,'6485cb86f916673a6936fd68deb9ec9bde28ba8908c1b9f14cb051c3d824ad15','933c0d7f210a56cc843850b05a737b247bb25e1b377225f2c836c8239ac9ef47','26-000011-1','{"act":"bench.invert","at":"2026-12-01T13:52:17.711386+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":121,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(122,'933c0d7f210a56cc843850b05a737b247bb25e1b377225f2c836c8239ac9ef47','e17707e1ff7bf2eb57f4eb65893d8ffbd6b2147abc290d942c59a86904a2b51c','26-000011-1','{"act":"bench.cover","at":"2026-12-01T13:53:17.711386+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":122,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(123,'e17707e1ff7bf2eb57f4eb65893d8ffbd6b2147abc290d942c59a86904a2b51c','5563b0843aeae38523ad50912b4e5e9e972aeb8281cbb16b9bea7ebef7551dfc','26-000011-1','{"act":"bench.number_labels","at":"2026-12-01T13:54:17.711386+00:00","by":"1001","data":{"anchor":"122:e17707e1ff7bf2eb","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":123,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(124,'5563b0843aeae38523ad50912b4e5e9e972aeb8281cbb16b9bea7ebef7551dfc','8580e54207e79b603976760ee0484117b7a70e4c032f01a00a38b6b71525a7cb','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:17.711386+00:00","by":"1001","data":{"copy":1,"document":"bag label","printer":"/srv/alemprep/prints","sha256":"ebc736628451663070161af87581691263e0fae6ae415c33385c3a5eb56400c6","station":"rehearsal"},"result":"ok","seq":124,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(125,'8580e54207e79b603976760ee0484117b7a70e4c032f01a00a38b6b71525a7cb','084a77c70705a517a60e133efb12e606429a0b97779fa4e642eb632d040a6097','26-000011-1','{"act":"documents.sent","at":"2026-12-01T13:54:17.711386+00:00","by":"1001","data":{"copy":1,"document":"cover label","printer":"/srv/alemprep/prints","sha256":"59316cefd404abe0a4af36fb711dfd9c523477f888afd9d382b4b940ba30efe0","station":"rehearsal"},"result":"ok","seq":125,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(126,'084a77c70705a517a60e133efb12e606429a0b97779fa4e642eb632d040a6097','5d46f7658ee96f6d5a6c61cbd55bdbbdfc3be0608419717a561c61f9cda492ef','26-000011-1','{"act":"bench.labels_printed","at":"2026-12-01T13:54:17.711386+00:00","by":"1001","data":{"action":"print labels","bag_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf","sha256":"ebc736628451663070161af87581691263e0fae6ae415c33385c3a5eb56400c6"},"copy":1,"cover_label":{"confirmed":true,"place":"/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf","sha256":"59316cefd404abe0a4af36fb711dfd9c523477f888afd9d382b4b940ba30efe0"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":126,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(127,'5d46f7658ee96f6d5a6c61cbd55bdbbdfc3be0608419717a561c61f9cda492ef','c64a61051d5cd88092f73ed01deaf483b9ac0a3a9d703ca45bab531f25587368','26-000011-1','{"act":"bench.bag_label","at":"2026-12-01T13:55:17.711386+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":127,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(128,'c64a61051d5cd88092f73ed01deaf483b9ac0a3a9d703ca45bab531f25587368','127082a14c4af0e4b7895b68ed459eb2c69e1ad20ac6dd0045a6f06cafa3be18','26-000011-1','{"act":"bench.cover_label","at":"2026-12-01T13:56:17.711386+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":128,"subject":"26-000011-1"}');
CREATE TABLE head (
	id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "head" VALUES(1,128,'127082a14c4af0e4b7895b68ed459eb2c69e1ad20ac6dd0045a6f06cafa3be18','2026-12-01 13:56:17.711386');
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
INSERT INTO "person" VALUES('1000','R. Iturbe','administrator','$argon2id$v=19$m=19456,t=2,p=1$Jr/tPdRHV9P2gqPDHmETYA$l+gdDQyjWmiEdjABtM5K8UCFdb0HfwpyqwNj0rpIcUA',0,NULL);
INSERT INTO "person" VALUES('1001','T. Ruiz','technician','$argon2id$v=19$m=19456,t=2,p=1$KY2i4nhcp8ygzYYgyavkOA$0KB5dGqQMhNDQw90q/xXHwfY4q0XD61i5TudV+qNVJ0',0,'2026-12-01 05:40:17.711386');
INSERT INTO "person" VALUES('1002','F. Soler','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$BKnsOVZpj9J8kE+27AzcZA$ZIbOVCuXnvslsi+xTV3KgAfFOeJKAjMofuxrPdyZPPM',0,'2026-12-01 07:25:17.711386');
INSERT INTO "person" VALUES('1003','M. Vega','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$FqGBcR1fNPyzYWEw6qXuqw$m0cN/Wpaq591H32s9ZNRlL+DjemYO6Z+EV6YCwOyAQY',0,'2026-12-01 13:30:17.711386');
INSERT INTO "person" VALUES('1004','N. Pons','nurse','$argon2id$v=19$m=19456,t=2,p=1$f5MsT1yS0MIIFsBc93ZU4Q$VEX4TGVn/Dh0zaa2JdIfPX20IkpNRrfMSLdvAMK+vkI',0,NULL);
INSERT INTO "person" VALUES('1005','I. Lasa','physician','$argon2id$v=19$m=19456,t=2,p=1$4dKJB91EBWG14K4lI3AQaA$LP8zfxjA0fYD2GN/SFQ+yX3wPGpH8v5Buk44eHYoaJk',0,NULL);
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
INSERT INTO "printed" VALUES(1,'26-000001-5','bag label',1,'e7e80d22d1aac005400a7486090d2cfb02ed077e8d63c01bcba3c3fd5eeda9c4','/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf','2026-12-01 07:19:17.711386','1001','printed','90:358443151d0f82d3');
INSERT INTO "printed" VALUES(2,'26-000001-5','cover label',1,'b8fe6121d2c65f184e9c659bedb92231c8f63eaa92553ea0838cb8e4423e5de2','/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf','2026-12-01 07:19:17.711386','1001','printed','90:358443151d0f82d3');
INSERT INTO "printed" VALUES(3,'26-000006-6','bag label',1,'727c5424a291709a2b9d001efa90073abeae09479d4552b82d4e8a976fa13c85','/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf','2026-12-01 13:19:17.711386','1001','printed','106:eade0eacdd2ad028');
INSERT INTO "printed" VALUES(4,'26-000006-6','cover label',1,'174d4d2f17fb92bb26213c9bd1318e3e990e140c28d4cf94dacffa4cccd3f834','/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf','2026-12-01 13:19:17.711386','1001','printed','106:eade0eacdd2ad028');
INSERT INTO "printed" VALUES(5,'26-000011-1','bag label',1,'ebc736628451663070161af87581691263e0fae6ae415c33385c3a5eb56400c6','/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf','2026-12-01 13:54:17.711386','1001','printed','122:e17707e1ff7bf2eb');
INSERT INTO "printed" VALUES(6,'26-000011-1','cover label',1,'59316cefd404abe0a4af36fb711dfd9c523477f888afd9d382b4b940ba30efe0','/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf','2026-12-01 13:54:17.711386','1001','printed','122:e17707e1ff7bf2eb');
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
INSERT INTO "product" VALUES('09520001000010','vial','LEMTRADA','','1002','1001','2026-12-01 05:40:17.711386');
INSERT INTO "product" VALUES('09520001000027','diluent','Sodio cloruro 0,9 % San Telmo','sodium-chloride','1002','1001','2026-12-01 05:40:17.711386');
INSERT INTO "product" VALUES('09520001000034','diluent','Glucosa 5 % San Telmo','glucose','1002','1001','2026-12-01 05:40:17.711386');
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
INSERT INTO "signature" VALUES(1,'26-000001-5','1002','2026-12-01 06:00:17.711386','order verified','6db12bb7b9d5b37d89eaff5230e48775d6a30ac913056ad644a104d10601e1f1');
INSERT INTO "signature" VALUES(2,'26-000006-6','1002','2026-12-01 06:01:17.711386','order verified','42706df3f101171dce53f297967b505a7a7f7a9afb48bf87914443c684359cd9');
INSERT INTO "signature" VALUES(3,'26-000011-1','1002','2026-12-01 06:02:17.711386','order verified','280c46be9a4bee24b3685ed6ff8a8ae48cc3a6bf4ff71df954b822bfd4f40a4a');
INSERT INTO "signature" VALUES(4,'26-000014-6','1002','2026-12-01 06:03:17.711386','order verified','ef86fc021af1bc268c9f33ea4fd12d0ee07d137dca86e13cd1bb4beee08e49e5');
INSERT INTO "signature" VALUES(5,'26-000001-5','1002','2026-12-01 07:25:17.711386','bag released','9a60a0c3e7dbaed89671a33b9442ddad50c9994fcd08198d6c70ae0485b722de');
INSERT INTO "signature" VALUES(6,'26-000006-6','1003','2026-12-01 13:30:17.711386','bag released','bf1570fc0dbffd00806be68351c1fb6942a8937248e7b22f4b3e38ea82878acf');
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
INSERT INTO "vial" VALUES('09520001000010','7H2K1','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','used','26-000001-5','2026-12-01 07:15:17.711386');
INSERT INTO "vial" VALUES('09520001000010','7H2K2','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','used','26-000006-6','2026-12-01 13:15:17.711386');
INSERT INTO "vial" VALUES('09520001000010','7H2K3','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','used','26-000011-1','2026-12-01 13:50:17.711386');
INSERT INTO "vial" VALUES('09520001000010','7H2K4','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K5','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K6','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K7','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K8','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K9','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K10','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K11','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K12','L77F2','2028-12-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P1','L81C5','2029-03-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P2','L81C5','2029-03-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P3','L81C5','2029-03-31','2026-12-01 05:40:17.711386','1001','in stock',NULL,NULL);
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
COMMIT;
