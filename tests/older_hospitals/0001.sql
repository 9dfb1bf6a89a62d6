BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "bag" VALUES('26-000001-5',1,'00476652',1,'2026-12-01','2026-12-01 14:40:00.000000','released',NULL,'09520001000010','7H2K1','09520001000027','B4471','2026-12-01 07:15:14.249247','2026-12-01 07:16:14.249247',0,'1001','1002','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000002-3',1,'00476652',2,'2026-12-02','2026-12-02 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000003-1',1,'00476652',3,'2026-12-03','2026-12-03 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000004-0',1,'00476652',4,'2026-12-04','2026-12-04 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000005-8',1,'00476652',5,'2026-12-05','2026-12-05 14:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000006-6',2,'00482913',1,'2026-12-01','2026-12-01 15:10:00.000000','released',NULL,'09520001000010','7H2K2','09520001000027','B4471','2026-12-01 13:15:14.249247','2026-12-01 13:16:14.249247',0,'1001','1003','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000007-4',2,'00482913',2,'2026-12-02','2026-12-02 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000008-2',2,'00482913',3,'2026-12-03','2026-12-03 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000009-9',2,'00482913',4,'2026-12-04','2026-12-04 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000010-3',2,'00482913',5,'2026-12-05','2026-12-05 15:10:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000011-1',3,'00498344',1,'2026-12-01','2026-12-01 15:40:00.000000','labelled','check','09520001000010','7H2K3','09520001000034','G2210','2026-12-01 13:50:14.249247','2026-12-01 13:51:14.249247',0,'1001',NULL,'e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',1,'');
INSERT INTO "bag" VALUES('26-000012-0',3,'00498344',2,'2026-12-02','2026-12-02 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000013-8',3,'00498344',3,'2026-12-03','2026-12-03 15:40:00.000000','planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'','',0,'');
INSERT INTO "bag" VALUES('26-000014-6',4,'00511270',1,'2026-12-01','2026-12-01 16:10:00.000000','verified','order',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,'e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d',0,'');
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
INSERT INTO "course" VALUES(1,'00476652',1,'2026-12-01','2026-12-05','15:40','Europe/Madrid',NULL,'','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:50:14.249247',NULL);
INSERT INTO "course" VALUES(2,'00482913',1,'2026-12-01','2026-12-05','16:10','Europe/Madrid',NULL,'','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:51:14.249247',NULL);
INSERT INTO "course" VALUES(3,'00498344',2,'2026-12-01','2026-12-03','16:40','Europe/Madrid','2025-10-27','','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:52:14.249247',NULL);
INSERT INTO "course" VALUES(4,'00511270',1,'2026-12-01','2026-12-05','17:10','Europe/Madrid',NULL,'','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:53:14.249247',NULL);
INSERT INTO "course" VALUES(5,'00520016',3,'2026-12-01','2026-12-03','17:40','Europe/Madrid','2025-11-16','two new T2 lesions','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:54:14.249247',NULL);
INSERT INTO "course" VALUES(6,'00533108',1,'2026-12-02','2026-12-06','16:10','Europe/Madrid',NULL,'','consensus-2019','1','e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0','4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d','1005','2026-12-01 05:55:14.249247',NULL);
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
INSERT INTO "event" VALUES(1,'b5a0554fb022e5f4e4503dc3e84cb7286ac67ac83be0984317fcca4fda71872e','0f0add1a6096f3239ff716f4cffbbb70cb9bf69c1295d2abff43845f317728cd','1000','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"first":true,"name":"R. Iturbe","role":"administrator","station":"rehearsal"},"result":"ok","seq":1,"subject":"1000"}');
INSERT INTO "event" VALUES(2,'0f0add1a6096f3239ff716f4cffbbb70cb9bf69c1295d2abff43845f317728cd','9919cfce16d1eae310ba42d6d80859398f991e08a29433140c23fca93ca0df13','1001','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"name":"T. Ruiz","role":"technician","station":"rehearsal"},"result":"ok","seq":2,"subject":"1001"}');
INSERT INTO "event" VALUES(3,'9919cfce16d1eae310ba42d6d80859398f991e08a29433140c23fca93ca0df13','c8fe67b593f556737f9b0752435be3f6be2ba240d4c56d086f416ee2360ce752','1002','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"name":"F. Soler","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":3,"subject":"1002"}');
INSERT INTO "event" VALUES(4,'c8fe67b593f556737f9b0752435be3f6be2ba240d4c56d086f416ee2360ce752','fb5f0363da2015dcb34b87ac8bceb86ee2ad46440317edb111051bac8b6dcae5','1003','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"name":"M. Vega","role":"pharmacist","station":"rehearsal"},"result":"ok","seq":4,"subject":"1003"}');
INSERT INTO "event" VALUES(5,'fb5f0363da2015dcb34b87ac8bceb86ee2ad46440317edb111051bac8b6dcae5','f13c10c4ac49835c0ecbe2b42640f5cf5054411cd7f4a713b0e48b0a09b0ce6a','1004','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"name":"N. Pons","role":"nurse","station":"rehearsal"},"result":"ok","seq":5,"subject":"1004"}');
INSERT INTO "event" VALUES(6,'f13c10c4ac49835c0ecbe2b42640f5cf5054411cd7f4a713b0e48b0a09b0ce6a','0b627c3923fd0755dcd81ad1313dcd950471a4ad030a23f649964d33c029281f','1005','{"act":"people.add","at":"2026-12-01T05:40:14.249247+00:00","by":"1000","data":{"name":"I. Lasa","role":"physician","station":"rehearsal"},"result":"ok","seq":6,"subject":"1005"}');
INSERT INTO "event" VALUES(7,'0b627c3923fd0755dcd81ad1313dcd950471a4ad030a23f649964d33c029281f','121843538e87e7cf4cc5d8d5abdc488559cbbe8cfc33f0ec6c0120ddef4859d0','09520001000010','{"act":"stock.enrol","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"product":{"diluent":"","gtin":"09520001000010","kind":"vial","name":"LEMTRADA"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":7,"subject":"09520001000010"}');
INSERT INTO "event" VALUES(8,'121843538e87e7cf4cc5d8d5abdc488559cbbe8cfc33f0ec6c0120ddef4859d0','016ba5ed8e87bc4023a782474925183f6b073930aa6b3cd3fef9054ee8771510','09520001000027','{"act":"stock.enrol","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"product":{"diluent":"sodium-chloride","gtin":"09520001000027","kind":"diluent","name":"Sodio cloruro 0,9 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":8,"subject":"09520001000027"}');
INSERT INTO "event" VALUES(9,'016ba5ed8e87bc4023a782474925183f6b073930aa6b3cd3fef9054ee8771510','08faac0fdc10d4c8ecbdd169b91a3a04c47dc40954d93ab07af030a09629faac','09520001000034','{"act":"stock.enrol","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"product":{"diluent":"glucose","gtin":"09520001000034","kind":"diluent","name":"Glucosa 5 % San Telmo"},"station":"rehearsal","witness":"1001"},"result":"ok","seq":9,"subject":"09520001000034"}');
INSERT INTO "event" VALUES(10,'08faac0fdc10d4c8ecbdd169b91a3a04c47dc40954d93ab07af030a09629faac','055c911a5d85b0d7ee4a55ad2867227c49ea26c904fbbef0f2f01ea96de96618','7H2K1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K1"}},"result":"ok","seq":10,"subject":"7H2K1"}');
INSERT INTO "event" VALUES(11,'055c911a5d85b0d7ee4a55ad2867227c49ea26c904fbbef0f2f01ea96de96618','9eb1d364ccc15d62ddcfb93f20016a2dd5ff9257fab449c7c629b5d31537af85','7H2K2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K2"}},"result":"ok","seq":11,"subject":"7H2K2"}');
INSERT INTO "event" VALUES(12,'9eb1d364ccc15d62ddcfb93f20016a2dd5ff9257fab449c7c629b5d31537af85','3b80ee586418c0866491cae8107171e88e2cf9a2a8b5b450b89a30ccebe72567','7H2K3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K3"}},"result":"ok","seq":12,"subject":"7H2K3"}');
INSERT INTO "event" VALUES(13,'3b80ee586418c0866491cae8107171e88e2cf9a2a8b5b450b89a30ccebe72567','038ce5ef6477825be737b07d0a10c9ba50e0a791ce157f52aee1515431249057','7H2K4','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K4"}},"result":"ok","seq":13,"subject":"7H2K4"}');
INSERT INTO "event" VALUES(14,'038ce5ef6477825be737b07d0a10c9ba50e0a791ce157f52aee1515431249057','e4a0ad3e7ac5f1339630724896d8f07b122bc0e4d01cc0970ce47926674ad5c8','7H2K5','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K5"}},"result":"ok","seq":14,"subject":"7H2K5"}');
INSERT INTO "event" VALUES(15,'e4a0ad3e7ac5f1339630724896d8f07b122bc0e4d01cc0970ce47926674ad5c8','e73f59b8a3669a268a85ad1c9932f20898936331929739b3511d3a69733cd085','7H2K6','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K6"}},"result":"ok","seq":15,"subject":"7H2K6"}');
INSERT INTO "event" VALUES(16,'e73f59b8a3669a268a85ad1c9932f20898936331929739b3511d3a69733cd085','e1e95f5bb5cc8b681d97aeab99a10c49cd4cf4f777a30a7f8be79ac2b3ac2e56','7H2K7','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K7"}},"result":"ok","seq":16,"subject":"7H2K7"}');
INSERT INTO "event" VALUES(17,'e1e95f5bb5cc8b681d97aeab99a10c49cd4cf4f777a30a7f8be79ac2b3ac2e56','1a067811bdf0fd74add73bebb4138bbb3928d47496f7542365d0ff880bfe4b98','7H2K8','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K8"}},"result":"ok","seq":17,"subject":"7H2K8"}');
INSERT INTO "event" VALUES(18,'1a067811bdf0fd74add73bebb4138bbb3928d47496f7542365d0ff880bfe4b98','93da2ad08e97f79d72de4db4f56b9a2551e09b8df439d7525ca77f754e4cbe8b','7H2K9','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K9"}},"result":"ok","seq":18,"subject":"7H2K9"}');
INSERT INTO "event" VALUES(19,'93da2ad08e97f79d72de4db4f56b9a2551e09b8df439d7525ca77f754e4cbe8b','c03753020b1f829e273a4a0fad7fc62a9ddb4f66a6b45ebdc51f3b42de8263c4','7H2K10','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K10"}},"result":"ok","seq":19,"subject":"7H2K10"}');
INSERT INTO "event" VALUES(20,'c03753020b1f829e273a4a0fad7fc62a9ddb4f66a6b45ebdc51f3b42de8263c4','b601ae3f7eb16c79219722db273de54309abd4b186ef01284150e9b6985e64ed','7H2K11','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K11"}},"result":"ok","seq":20,"subject":"7H2K11"}');
INSERT INTO "event" VALUES(21,'b601ae3f7eb16c79219722db273de54309abd4b186ef01284150e9b6985e64ed','8100d1a2abe68898ed900a0c7d32b7ded0d4feb2477a55e0d65f1c5c14b08c22','7H2K12','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2028-12-31","gtin":"09520001000010","kind":"vial","lot":"L77F2","national_code":null,"serial":"7H2K12"}},"result":"ok","seq":21,"subject":"7H2K12"}');
INSERT INTO "event" VALUES(22,'8100d1a2abe68898ed900a0c7d32b7ded0d4feb2477a55e0d65f1c5c14b08c22','e58f56430aa80a90a708ed2b9c9c8b1367d928719bfdefdadedce4c8ec7da57f','9M4P1','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P1"}},"result":"ok","seq":22,"subject":"9M4P1"}');
INSERT INTO "event" VALUES(23,'e58f56430aa80a90a708ed2b9c9c8b1367d928719bfdefdadedce4c8ec7da57f','40352bc2a9297c94bc61aec0fcb3728ebbc1ebd4231f30fbb2979d53e2356ff2','9M4P2','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P2"}},"result":"ok","seq":23,"subject":"9M4P2"}');
INSERT INTO "event" VALUES(24,'40352bc2a9297c94bc61aec0fcb3728ebbc1ebd4231f30fbb2979d53e2356ff2','4333d84edc59ee51de5b3ab61e728475fc07d118ee71d7f2ee25781cd1f8ca41','9M4P3','{"act":"stock.receive_vial","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"station":"rehearsal","vial":{"expiry":"2029-03-31","gtin":"09520001000010","kind":"vial","lot":"L81C5","national_code":null,"serial":"9M4P3"}},"result":"ok","seq":24,"subject":"9M4P3"}');
INSERT INTO "event" VALUES(25,'4333d84edc59ee51de5b3ab61e728475fc07d118ee71d7f2ee25781cd1f8ca41','928b9d1df21aff5776c5a8dc7d2387a6e5a6c53db4c347319765b1fa87b3ce2e','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":25,"subject":"B4471"}');
INSERT INTO "event" VALUES(26,'928b9d1df21aff5776c5a8dc7d2387a6e5a6c53db4c347319765b1fa87b3ce2e','e07858215381858e749d9e09480eb737ab654c5be0f1d77a4ecbb8881eb085a9','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":26,"subject":"B4471"}');
INSERT INTO "event" VALUES(27,'e07858215381858e749d9e09480eb737ab654c5be0f1d77a4ecbb8881eb085a9','66414adf967698c9da34d4f71480ebed8a77fdd58d6a8d19560f903de69dfbda','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":27,"subject":"B4471"}');
INSERT INTO "event" VALUES(28,'66414adf967698c9da34d4f71480ebed8a77fdd58d6a8d19560f903de69dfbda','31e0f06aece60293777828ac2a88f959ff3382ba6db93fcb1dfe8d627a6a1181','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":28,"subject":"B4471"}');
INSERT INTO "event" VALUES(29,'31e0f06aece60293777828ac2a88f959ff3382ba6db93fcb1dfe8d627a6a1181','817ed74c58c2389ee8c43e1bc528819cab60b4d1cb171aee50d981b339a3d39c','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":29,"subject":"B4471"}');
INSERT INTO "event" VALUES(30,'817ed74c58c2389ee8c43e1bc528819cab60b4d1cb171aee50d981b339a3d39c','44ab73c6af155c1ad07df5346391408ba24800bd84215e14f22aae39e7ef681e','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":30,"subject":"B4471"}');
INSERT INTO "event" VALUES(31,'44ab73c6af155c1ad07df5346391408ba24800bd84215e14f22aae39e7ef681e','9fb4fa10ca933f69bab28f31154e7e529e92a91f52850ec4c2a344e502242521','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":31,"subject":"B4471"}');
INSERT INTO "event" VALUES(32,'9fb4fa10ca933f69bab28f31154e7e529e92a91f52850ec4c2a344e502242521','380bab09f9c6a9dfeeb25841ad1221d4232960a1e7abcaec5ad9e2dca2cd95a0','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":32,"subject":"B4471"}');
INSERT INTO "event" VALUES(33,'380bab09f9c6a9dfeeb25841ad1221d4232960a1e7abcaec5ad9e2dca2cd95a0','00df8bf4f87312300d6b1cb295d47a6b13acd7a6fe0274dacbb05eb54146e23a','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":33,"subject":"B4471"}');
INSERT INTO "event" VALUES(34,'00df8bf4f87312300d6b1cb295d47a6b13acd7a6fe0274dacbb05eb54146e23a','d34cd2476ae4cd053da11a64a4cd46b99bb93cad2337fd436a6bf8c0ec601bfa','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":34,"subject":"B4471"}');
INSERT INTO "event" VALUES(35,'d34cd2476ae4cd053da11a64a4cd46b99bb93cad2337fd436a6bf8c0ec601bfa','163b49ff8fef82c817bc42c4cea09e513ad4ffa4a2016d85283957dece697752','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":35,"subject":"B4471"}');
INSERT INTO "event" VALUES(36,'163b49ff8fef82c817bc42c4cea09e513ad4ffa4a2016d85283957dece697752','9052d2632fa3e38262838423c1affd6c4f7811ffada367ff94dd56c6e476446a','B4471','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-06-30","gtin":"09520001000027","kind":"diluent","lot":"B4471"},"station":"rehearsal"},"result":"ok","seq":36,"subject":"B4471"}');
INSERT INTO "event" VALUES(37,'9052d2632fa3e38262838423c1affd6c4f7811ffada367ff94dd56c6e476446a','d2e8dcdd5b92186c9249e58fb341d73c423c1dadff786f6dd7b4be146bfec12a','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":37,"subject":"G2210"}');
INSERT INTO "event" VALUES(38,'d2e8dcdd5b92186c9249e58fb341d73c423c1dadff786f6dd7b4be146bfec12a','eae524195e72f76cbbc86ccf6f34ee9d83836b36548047c13347402ef4896464','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":38,"subject":"G2210"}');
INSERT INTO "event" VALUES(39,'eae524195e72f76cbbc86ccf6f34ee9d83836b36548047c13347402ef4896464','cbeefcdcc36b0f3f1a8f8d87a13acec36922f752bbf202310b7979d806b2b9e9','G2210','{"act":"stock.receive_diluent","at":"2026-12-01T05:40:14.249247+00:00","by":"1001","data":{"diluent":{"expiry":"2029-03-31","gtin":"09520001000034","kind":"diluent","lot":"G2210"},"station":"rehearsal"},"result":"ok","seq":39,"subject":"G2210"}');
INSERT INTO "event" VALUES(40,'cbeefcdcc36b0f3f1a8f8d87a13acec36922f752bbf202310b7979d806b2b9e9','d9d574cfc821c8c13c07bc0bf389fc76a1ab7b2659827834e711175554d0d227','00482913','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1984-02-14","family_name":"Núñez Etxeberria","given_name":"María del Carmen","record_number":"00482913","ward":"Neurología H. de día","wristband":"952000000000001238"},"station":"rehearsal"},"result":"ok","seq":40,"subject":"00482913"}');
INSERT INTO "event" VALUES(41,'d9d574cfc821c8c13c07bc0bf389fc76a1ab7b2659827834e711175554d0d227','86744995d79aafa2b96cd49352675c109fb600fa2c92c800740545efd7d8f209','00511270','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1991-07-02","family_name":"Ibarra Leza","given_name":"Jon","record_number":"00511270","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":41,"subject":"00511270"}');
INSERT INTO "event" VALUES(42,'86744995d79aafa2b96cd49352675c109fb600fa2c92c800740545efd7d8f209','972f45a3729ba5509b19b5c8c337cfbd2ae16d373aa2f7330ef41789b3807dbc','00498344','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1979-11-23","family_name":"García Soto","given_name":"Ana","record_number":"00498344","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":42,"subject":"00498344"}');
INSERT INTO "event" VALUES(43,'972f45a3729ba5509b19b5c8c337cfbd2ae16d373aa2f7330ef41789b3807dbc','b3ab4c1e38713151f5fbb8de29626da525ffca4c6773710b55b6f13f0ab04a7f','00520016','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1988-05-30","family_name":"Prieto Lago","given_name":"Carmen","record_number":"00520016","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":43,"subject":"00520016"}');
INSERT INTO "event" VALUES(44,'b3ab4c1e38713151f5fbb8de29626da525ffca4c6773710b55b6f13f0ab04a7f','9ce4305f4604882b9f8084fa47f04a56fa8cff8eae361df43029af0c03be1fbb','00476652','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1995-01-09","family_name":"Vidal Roca","given_name":"Pau","record_number":"00476652","ward":"Neurología planta 4","wristband":null},"station":"rehearsal"},"result":"ok","seq":44,"subject":"00476652"}');
INSERT INTO "event" VALUES(45,'9ce4305f4604882b9f8084fa47f04a56fa8cff8eae361df43029af0c03be1fbb','fe0ce383f1613a3c7e1d9e49dbf65e0879e4ee0beb5b7248bc47fff17dadfb9e','00533108','{"act":"orders.add_patient","at":"2026-12-01T05:40:14.249247+00:00","by":"1002","data":{"patient":{"birth_date":"1986-09-17","family_name":"Żółtowska Łuczak","given_name":"Małgorzata","record_number":"00533108","ward":"Neurología H. de día","wristband":null},"station":"rehearsal"},"result":"ok","seq":45,"subject":"00533108"}');
INSERT INTO "event" VALUES(46,'fe0ce383f1613a3c7e1d9e49dbf65e0879e4ee0beb5b7248bc47fff17dadfb9e','e569d0d4cce98a12ebb8596ac12d0ddd633a05c14bccf7d9bafbe6e45c6b7e5f','26-000001-5','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":46,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(47,'e569d0d4cce98a12ebb8596ac12d0ddd633a05c14bccf7d9bafbe6e45c6b7e5f','ed46670578f34535673168d1bbc86a50da679cf56c2c57111c2e88cd6eef9c08','26-000002-3','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":47,"subject":"26-000002-3"}');
INSERT INTO "event" VALUES(48,'ed46670578f34535673168d1bbc86a50da679cf56c2c57111c2e88cd6eef9c08','459220b12de71c4e7f35788eae50872431b615286707799ac780e5a558ea7551','26-000003-1','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":48,"subject":"26-000003-1"}');
INSERT INTO "event" VALUES(49,'459220b12de71c4e7f35788eae50872431b615286707799ac780e5a558ea7551','e7a9bf70b5210f850c66c8e89811543137cf2f32a4a2be385e99b43b7d7c20d1','26-000004-0','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":49,"subject":"26-000004-0"}');
INSERT INTO "event" VALUES(50,'e7a9bf70b5210f850c66c8e89811543137cf2f32a4a2be385e99b43b7d7c20d1','7510747e1ff70bf2c9b0658702fff7537b21c81aa6d34914aead37330732fe20','26-000005-8','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00476652","planned":true,"station":"rehearsal"},"result":"ok","seq":50,"subject":"26-000005-8"}');
INSERT INTO "event" VALUES(51,'7510747e1ff70bf2c9b0658702fff7537b21c81aa6d34914aead37330732fe20','fd6d70e22986199dccdf37097a64858a811e98c57c87e9c509e971be9842a80c','00476652','{"act":"orders.course","at":"2026-12-01T05:50:14.249247+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000001-5","26-000002-3","26-000003-1","26-000004-0","26-000005-8"],"course":1,"first_day":"2026-12-01","infusion_at":"15:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":51,"subject":"00476652"}');
INSERT INTO "event" VALUES(52,'fd6d70e22986199dccdf37097a64858a811e98c57c87e9c509e971be9842a80c','2e3d63f8ab91ac4034056de9f2ea7d4f8443bc12a294ea4c3e93263bb0773d1e','26-000006-6','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":52,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(53,'2e3d63f8ab91ac4034056de9f2ea7d4f8443bc12a294ea4c3e93263bb0773d1e','4d728c8196c8b6b1a2204a960dba9f73821c58d337ff21b327bd6f1c3fedd9bd','26-000007-4','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":53,"subject":"26-000007-4"}');
INSERT INTO "event" VALUES(54,'4d728c8196c8b6b1a2204a960dba9f73821c58d337ff21b327bd6f1c3fedd9bd','f6a04bf10953fc708a6db2ed14762df6e077d28f2d45de1909a7778df1a4358f','26-000008-2','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":54,"subject":"26-000008-2"}');
INSERT INTO "event" VALUES(55,'f6a04bf10953fc708a6db2ed14762df6e077d28f2d45de1909a7778df1a4358f','0fbbc66fa924bd70f97ca3cb7dfe80c6e3a23f5a60c7119c523ac760fbc86b46','26-000009-9','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":55,"subject":"26-000009-9"}');
INSERT INTO "event" VALUES(56,'0fbbc66fa924bd70f97ca3cb7dfe80c6e3a23f5a60c7119c523ac760fbc86b46','6ac364fb602046ce9244c4a9e97445c08416810f194ae1ffb9ee51c84d520d39','26-000010-3','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00482913","planned":true,"station":"rehearsal"},"result":"ok","seq":56,"subject":"26-000010-3"}');
INSERT INTO "event" VALUES(57,'6ac364fb602046ce9244c4a9e97445c08416810f194ae1ffb9ee51c84d520d39','40cf8e46f998dc8fd280e7a57f01bacbfc05c57f5094675f6dad8ad9b829a205','00482913','{"act":"orders.course","at":"2026-12-01T05:51:14.249247+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000006-6","26-000007-4","26-000008-2","26-000009-9","26-000010-3"],"course":1,"first_day":"2026-12-01","infusion_at":"16:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":57,"subject":"00482913"}');
INSERT INTO "event" VALUES(58,'40cf8e46f998dc8fd280e7a57f01bacbfc05c57f5094675f6dad8ad9b829a205','0d558bfc79255d701a62b1985b5f8bd343441d320425e04755466a151451dcd5','26-000011-1','{"act":"orders.course","at":"2026-12-01T05:52:14.249247+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":58,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(59,'0d558bfc79255d701a62b1985b5f8bd343441d320425e04755466a151451dcd5','9806101952dc9f8aba8a54bef2b4de6a9bfeb524d0dc25826782ed5266fccaff','26-000012-0','{"act":"orders.course","at":"2026-12-01T05:52:14.249247+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":59,"subject":"26-000012-0"}');
INSERT INTO "event" VALUES(60,'9806101952dc9f8aba8a54bef2b4de6a9bfeb524d0dc25826782ed5266fccaff','2dbde6a9560b97d3bd1087a4c7cc4ba5cfbf86f3e68ca8b8212ac0fd4bc55c4f','26-000013-8','{"act":"orders.course","at":"2026-12-01T05:52:14.249247+00:00","by":"1005","data":{"course":2,"patient":"00498344","planned":true,"station":"rehearsal"},"result":"ok","seq":60,"subject":"26-000013-8"}');
INSERT INTO "event" VALUES(61,'2dbde6a9560b97d3bd1087a4c7cc4ba5cfbf86f3e68ca8b8212ac0fd4bc55c4f','308bd9fd679ba248b2467a3b9adda6c15a67969c13843e93100c7934ef9338c0','00498344','{"act":"orders.course","at":"2026-12-01T05:52:14.249247+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000011-1","26-000012-0","26-000013-8"],"course":2,"first_day":"2026-12-01","infusion_at":"16:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":"2025-10-27","protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":61,"subject":"00498344"}');
INSERT INTO "event" VALUES(62,'308bd9fd679ba248b2467a3b9adda6c15a67969c13843e93100c7934ef9338c0','a66ba2d9707be891dd0a1be10bc223b05a1ea552e1eb8938cfc22d0e9a4d3ad3','26-000014-6','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":62,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(63,'a66ba2d9707be891dd0a1be10bc223b05a1ea552e1eb8938cfc22d0e9a4d3ad3','f7a8430a8af2c5de490c4fbd590fad2c207c1bba07419f4dd878bc717daa9d01','26-000015-4','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":63,"subject":"26-000015-4"}');
INSERT INTO "event" VALUES(64,'f7a8430a8af2c5de490c4fbd590fad2c207c1bba07419f4dd878bc717daa9d01','973d333f3d8138969d338a649bdb9667bf4cb04fbae31b1180df13a1cdbbec6c','26-000016-2','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":64,"subject":"26-000016-2"}');
INSERT INTO "event" VALUES(65,'973d333f3d8138969d338a649bdb9667bf4cb04fbae31b1180df13a1cdbbec6c','b388722cc2833ae5eccd5660a8b46d936d0b47e20f3942ee580d555f41a78276','26-000017-9','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":65,"subject":"26-000017-9"}');
INSERT INTO "event" VALUES(66,'b388722cc2833ae5eccd5660a8b46d936d0b47e20f3942ee580d555f41a78276','a6adf23bca289a61e42c555e23810b1b6d976aa920bdd7a59d1a88db32d6ae4c','26-000018-7','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00511270","planned":true,"station":"rehearsal"},"result":"ok","seq":66,"subject":"26-000018-7"}');
INSERT INTO "event" VALUES(67,'a6adf23bca289a61e42c555e23810b1b6d976aa920bdd7a59d1a88db32d6ae4c','5721c1142ad20efc0e9e5acb488e5be23ff459afb9413b83f65700a4904fac78','00511270','{"act":"orders.course","at":"2026-12-01T05:53:14.249247+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000014-6","26-000015-4","26-000016-2","26-000017-9","26-000018-7"],"course":1,"first_day":"2026-12-01","infusion_at":"17:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":67,"subject":"00511270"}');
INSERT INTO "event" VALUES(68,'5721c1142ad20efc0e9e5acb488e5be23ff459afb9413b83f65700a4904fac78','37ac26cc0ebeb1ed084cfa3bea5463c1e2f69ae232660360a82e0e0641fcda31','26-000019-5','{"act":"orders.course","at":"2026-12-01T05:54:14.249247+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":68,"subject":"26-000019-5"}');
INSERT INTO "event" VALUES(69,'37ac26cc0ebeb1ed084cfa3bea5463c1e2f69ae232660360a82e0e0641fcda31','5d23d8a273172ad7dd86ec28c4675e0ffca83ec38aa25f87521c181646c206cf','26-000020-0','{"act":"orders.course","at":"2026-12-01T05:54:14.249247+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":69,"subject":"26-000020-0"}');
INSERT INTO "event" VALUES(70,'5d23d8a273172ad7dd86ec28c4675e0ffca83ec38aa25f87521c181646c206cf','9319dce893f4c815662744658a3f6e8024929a9d0b6fac045e68663699257dda','26-000021-8','{"act":"orders.course","at":"2026-12-01T05:54:14.249247+00:00","by":"1005","data":{"course":3,"patient":"00520016","planned":true,"station":"rehearsal"},"result":"ok","seq":70,"subject":"26-000021-8"}');
INSERT INTO "event" VALUES(71,'9319dce893f4c815662744658a3f6e8024929a9d0b6fac045e68663699257dda','aeaf0c30ac9f54ad65eae38b38d55bb1b198effa14bcbcfd52949281b0a1ffda','00520016','{"act":"orders.course","at":"2026-12-01T05:54:14.249247+00:00","by":"1005","data":{"activity_evidence":"two new T2 lesions","bags":["26-000019-5","26-000020-0","26-000021-8"],"course":3,"first_day":"2026-12-01","infusion_at":"17:40","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":"2025-11-16","protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":71,"subject":"00520016"}');
INSERT INTO "event" VALUES(72,'aeaf0c30ac9f54ad65eae38b38d55bb1b198effa14bcbcfd52949281b0a1ffda','3776c0b5be4560613121b3e37dc40ef2211e9d56042ef03eb9c824b01e7a5258','26-000022-6','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":72,"subject":"26-000022-6"}');
INSERT INTO "event" VALUES(73,'3776c0b5be4560613121b3e37dc40ef2211e9d56042ef03eb9c824b01e7a5258','8aa9e2620fa63280f58363d6bd31f9a43b6c4785490f776759de8ad0e05973ac','26-000023-4','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":73,"subject":"26-000023-4"}');
INSERT INTO "event" VALUES(74,'8aa9e2620fa63280f58363d6bd31f9a43b6c4785490f776759de8ad0e05973ac','e082c6b6d190dd79977a2d51aaba80025ddaf40be9fcbca06b04b844b1ef5033','26-000024-2','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":74,"subject":"26-000024-2"}');
INSERT INTO "event" VALUES(75,'e082c6b6d190dd79977a2d51aaba80025ddaf40be9fcbca06b04b844b1ef5033','0e351d91a596554125fac753bd99da1969d0e5d477d501e6572e2ca902761947','26-000025-9','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":75,"subject":"26-000025-9"}');
INSERT INTO "event" VALUES(76,'0e351d91a596554125fac753bd99da1969d0e5d477d501e6572e2ca902761947','b5939bb633cc71f65e989921ebee909c3e24c11d3f7c48bf15832b644c130d25','26-000026-7','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"course":1,"patient":"00533108","planned":true,"station":"rehearsal"},"result":"ok","seq":76,"subject":"26-000026-7"}');
INSERT INTO "event" VALUES(77,'b5939bb633cc71f65e989921ebee909c3e24c11d3f7c48bf15832b644c130d25','7301ea2a716894942d60c1623409f2605a1e0a4ced85a51f8677c94aa66ea999','00533108','{"act":"orders.course","at":"2026-12-01T05:55:14.249247+00:00","by":"1005","data":{"activity_evidence":"","bags":["26-000022-6","26-000023-4","26-000024-2","26-000025-9","26-000026-7"],"course":1,"first_day":"2026-12-02","infusion_at":"16:10","policy":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","previous_end":null,"protocol":"consensus-2019 1 e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","station":"rehearsal"},"result":"ok","seq":77,"subject":"00533108"}');
INSERT INTO "event" VALUES(78,'7301ea2a716894942d60c1623409f2605a1e0a4ced85a51f8677c94aa66ea999','3ed3b18f615a02a41bf119c1cb0a2551bb50c50b4e134c336ba2914ec2e16127','26-000001-5','{"act":"orders.verify","at":"2026-12-01T06:00:14.249247+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","signed_sha256":"64b9192211b1beb54c56de878f2859898f4dc960eaf303ded266295063c1c078","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":78,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(79,'3ed3b18f615a02a41bf119c1cb0a2551bb50c50b4e134c336ba2914ec2e16127','529381800fbf9413279b72bddef1875d67f57ed776c76dfe530b2f54730ffd43','26-000006-6','{"act":"orders.verify","at":"2026-12-01T06:01:14.249247+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","signed_sha256":"6dfb2e205d64807bfed1ffb138f8c5935d006c2047058dd9f80800d114d9b7fd","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":79,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(80,'529381800fbf9413279b72bddef1875d67f57ed776c76dfe530b2f54730ffd43','b79270ecee316971751c2feafc6614c053fcaf16ede08317ef09eb8f1f50988e','26-000011-1','{"act":"orders.verify","at":"2026-12-01T06:02:14.249247+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","signed_sha256":"96b48858c506cf87314743d3f25611c4ba85e0ca0220c0d8569ab3f571375676","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":80,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(81,'b79270ecee316971751c2feafc6614c053fcaf16ede08317ef09eb8f1f50988e','201b370d2999ac0c39e17c88020134b2d020705e4837277d185398292066dc5d','26-000014-6','{"act":"orders.verify","at":"2026-12-01T06:03:14.249247+00:00","by":"1002","data":{"action":"verify","policy_sha256":"4f29979281177ff3e24871326ea418d7d6f63d3cc9aefe856c83d7614ac8b89d","protocol_sha256":"e1fb3e666b11ac9d4a3df1996265bd5311b5de90e6b4a681dd67f45e365127e0","signed_sha256":"b57b0b2b947ec85613bef92248738c83b657b50aa7a220132d9c65ff10b2b252","state":"verified","station":"rehearsal","step":"order"},"result":"ok","seq":81,"subject":"26-000014-6"}');
INSERT INTO "event" VALUES(82,'201b370d2999ac0c39e17c88020134b2d020705e4837277d185398292066dc5d','771a6f598b365d94f55cf3af6ea7c89110bd10997fc173af6b694cfa85c1bdfa','26-000001-5','{"act":"bench.order","at":"2026-12-01T07:10:14.249247+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":82,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(83,'771a6f598b365d94f55cf3af6ea7c89110bd10997fc173af6b694cfa85c1bdfa','f8b8229ea5a7abeaf46c9ee9e6f88fe76fd517224399ffc3c020617ac1f14f36','26-000001-5','{"act":"bench.patient","at":"2026-12-01T07:11:14.249247+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":83,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(84,'f8b8229ea5a7abeaf46c9ee9e6f88fe76fd517224399ffc3c020617ac1f14f36','c3670f23cf507da6158e762b754bf034d382f03285ad166f831223bd0f83a3fe','26-000001-5','{"act":"bench.vial","at":"2026-12-01T07:12:14.249247+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K1"},"result":"ok","seq":84,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(85,'c3670f23cf507da6158e762b754bf034d382f03285ad166f831223bd0f83a3fe','09cd1f6ea82923067da84fcf170d80e2ef38e3aba106396fb432f6d4f430922d','26-000001-5','{"act":"bench.look","at":"2026-12-01T07:13:14.249247+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":85,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(86,'09cd1f6ea82923067da84fcf170d80e2ef38e3aba106396fb432f6d4f430922d','70835393cacb2d9dfe13e08006355d4614cb484a9106b25599ed7f161d231aaf','26-000001-5','{"act":"bench.diluent","at":"2026-12-01T07:14:14.249247+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":86,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(87,'70835393cacb2d9dfe13e08006355d4614cb484a9106b25599ed7f161d231aaf','28a6973cc0ba3d83b974dd60a0dfe125c334db2a42926398c2d5ab8941495bbe','26-000001-5','{"act":"bench.draw","at":"2026-12-01T07:15:14.249247+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T07:15:14.249247+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":87,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(88,'28a6973cc0ba3d83b974dd60a0dfe125c334db2a42926398c2d5ab8941495bbe','570a8d1b939ca25ef6ea2f1559c67d5856276a5bf66335cd8b370eb4a38b42fd','26-000001-5','{"act":"bench.inject","at":"2026-12-01T07:16:14.249247+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T07:16:14.249247+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":88,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(89,'570a8d1b939ca25ef6ea2f1559c67d5856276a5bf66335cd8b370eb4a38b42fd','12247882d5db6f805388c771586356e35b6032996cc95ae046ea7c1debce1381','26-000001-5','{"act":"bench.invert","at":"2026-12-01T07:17:14.249247+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":89,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(90,'12247882d5db6f805388c771586356e35b6032996cc95ae046ea7c1debce1381','332985f45dc905e379d2ad2d28b4def1b6b2f6b44df96e5aa04e0e41ae0b852d','26-000001-5','{"act":"bench.cover","at":"2026-12-01T07:18:14.249247+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":90,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(91,'332985f45dc905e379d2ad2d28b4def1b6b2f6b44df96e5aa04e0e41ae0b852d','718412485ca67385ee6701496ea2b78fa0dc4f8b2086c362875b91d995bf9bed','26-000001-5','{"act":"bench.number_labels","at":"2026-12-01T07:19:14.249247+00:00","by":"1001","data":{"anchor":"90:332985f45dc905e3","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":91,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(92,'718412485ca67385ee6701496ea2b78fa0dc4f8b2086c362875b91d995bf9bed','b63ea9f8790e7f8dcd4a595647bc614cc350ff87d5e774b47fee765f775c4be0','26-000001-5','{"act":"bench.labels_printed","at":"2026-12-01T07:19:14.249247+00:00","by":"1001","data":{"action":"print labels","bag_label":{"place":"/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf","sha256":"159cb6866e5ef71c7c0c680cfe80c9b585f564704d21457eb0642319e01ac8e9"},"copy":1,"cover_label":{"place":"/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf","sha256":"d03fb4ef4b6c7d4fffe0229c2fa9867a87ba08074c4ed540bf8c513350a8a1d5"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":92,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(93,'b63ea9f8790e7f8dcd4a595647bc614cc350ff87d5e774b47fee765f775c4be0','450ddc8907f37c70e3cf074a3d0e982015f6f7a7de3bc5d1ea2ccb1576088707','26-000001-5','{"act":"bench.bag_label","at":"2026-12-01T07:20:14.249247+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":93,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(94,'450ddc8907f37c70e3cf074a3d0e982015f6f7a7de3bc5d1ea2ccb1576088707','66cd49a49a45f03476888587aed048cc675c81c982e09015330b9095437717c0','26-000001-5','{"act":"bench.cover_label","at":"2026-12-01T07:21:14.249247+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":94,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(95,'66cd49a49a45f03476888587aed048cc675c81c982e09015330b9095437717c0','f72bebcdf96662afb0242bbddaf3f966a9886f5dc0b524c9512e18df3af46c49','26-000001-5','{"act":"release.release","at":"2026-12-01T07:25:14.249247+00:00","by":"1002","data":{"action":"release","released_by":"1002","signed_sha256":"755c3314c427cb9474f9b39c9ce327839cbcfe6132e110015fac2d2264527efe","state":"released","station":"rehearsal","step":null},"result":"ok","seq":95,"subject":"26-000001-5"}');
INSERT INTO "event" VALUES(96,'f72bebcdf96662afb0242bbddaf3f966a9886f5dc0b524c9512e18df3af46c49','958f76655ec782a422f1ad3b1baa2dd8dd00de9715973052c3d3a9f9959334ad','26-000006-6','{"act":"bench.order","at":"2026-12-01T13:10:14.249247+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":96,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(97,'958f76655ec782a422f1ad3b1baa2dd8dd00de9715973052c3d3a9f9959334ad','95415a26aaba3d59bb7d5fec54375a0405c6a4ccf59bbe6fcdfd8ebe1101c969','26-000006-6','{"act":"bench.patient","at":"2026-12-01T13:11:14.249247+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":97,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(98,'95415a26aaba3d59bb7d5fec54375a0405c6a4ccf59bbe6fcdfd8ebe1101c969','a70741707eb27b6de217035b0dadb528fcc4219328673a4c099a19feea5ce686','26-000006-6','{"act":"bench.vial","at":"2026-12-01T13:12:14.249247+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K2"},"result":"ok","seq":98,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(99,'a70741707eb27b6de217035b0dadb528fcc4219328673a4c099a19feea5ce686','9cfe73d822e17509e23c3a461783f7ecfbe4c7f1aa751d4d73e4bf770e72dae6','26-000006-6','{"act":"bench.look","at":"2026-12-01T13:13:14.249247+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":99,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(100,'9cfe73d822e17509e23c3a461783f7ecfbe4c7f1aa751d4d73e4bf770e72dae6','64b65bc65c80a3ae344424cdabb58dbfd64c76f64fb5de40e0330d1d457bf3f8','26-000006-6','{"act":"bench.diluent","at":"2026-12-01T13:14:14.249247+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000027","diluent_lot":"B4471","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":100,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(101,'64b65bc65c80a3ae344424cdabb58dbfd64c76f64fb5de40e0330d1d457bf3f8','b82b5c84fd8c372c8767e609f3d1327d621c96303f475f93ac813a32406f6d68','26-000006-6','{"act":"bench.draw","at":"2026-12-01T13:15:14.249247+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:15:14.249247+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":101,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(102,'b82b5c84fd8c372c8767e609f3d1327d621c96303f475f93ac813a32406f6d68','84c66827a5b74ab6d71971baf58893890b6c89ece76f87686ebe759aa85f67e9','26-000006-6','{"act":"bench.inject","at":"2026-12-01T13:16:14.249247+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:16:14.249247+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":102,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(103,'84c66827a5b74ab6d71971baf58893890b6c89ece76f87686ebe759aa85f67e9','d86a5447a3f2176bfe36e570e7a32369f805e7c5969ac29e05838d64d25fc035','26-000006-6','{"act":"bench.invert","at":"2026-12-01T13:17:14.249247+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":103,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(104,'d86a5447a3f2176bfe36e570e7a32369f805e7c5969ac29e05838d64d25fc035','bf58eeb49f6a84617cfa98f8d1a8bcf1880968c2a23206ec26f8c5c70db8a8ba','26-000006-6','{"act":"bench.cover","at":"2026-12-01T13:18:14.249247+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":104,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(105,'bf58eeb49f6a84617cfa98f8d1a8bcf1880968c2a23206ec26f8c5c70db8a8ba','ff400d8df9a9131ddf0121895361038ec3282bc7c28b9fa07d9794f6ec061d90','26-000006-6','{"act":"bench.number_labels","at":"2026-12-01T13:19:14.249247+00:00","by":"1001","data":{"anchor":"104:bf58eeb49f6a8461","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":105,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(106,'ff400d8df9a9131ddf0121895361038ec3282bc7c28b9fa07d9794f6ec061d90','3884a050f9e1f220db83c3b53f4264377ccc0babafb85547718d55609218c72a','26-000006-6','{"act":"bench.labels_printed","at":"2026-12-01T13:19:14.249247+00:00","by":"1001","data":{"action":"print labels","bag_label":{"place":"/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf","sha256":"f77cbcfbb2005b4caac8802f7baac28905bdadb04418a39a80b81859b2d1f487"},"copy":1,"cover_label":{"place":"/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf","sha256":"a3c4f5ea892e34593aff00d42cf83ebb75cf638b98946c298760bb2fa7aa925f"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":106,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(107,'3884a050f9e1f220db83c3b53f4264377ccc0babafb85547718d55609218c72a','206876b218dccbbcf2f0c1d8c3a313b37df4b1e6b844fdfd73cd9efa16e17662','26-000006-6','{"act":"bench.bag_label","at":"2026-12-01T13:20:14.249247+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":107,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(108,'206876b218dccbbcf2f0c1d8c3a313b37df4b1e6b844fdfd73cd9efa16e17662','5f8e6f43d48417aefdba83fb2fd9bccc7e95709e1f766d3a37124deecee904fb','26-000006-6','{"act":"bench.cover_label","at":"2026-12-01T13:21:14.249247+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":108,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(109,'5f8e6f43d48417aefdba83fb2fd9bccc7e95709e1f766d3a37124deecee904fb','7ac1bde2d85c91e5ffeed15a855f878207f97b42231db708b870921fad4dc67b','26-000006-6','{"act":"release.release","at":"2026-12-01T13:30:14.249247+00:00","by":"1003","data":{"action":"release","released_by":"1003","signed_sha256":"78919ef72d3c44dfbb83bb0e8b91aa60d7aa9d54ba4c43a6a06d5587582dae99","state":"released","station":"rehearsal","step":null},"result":"ok","seq":109,"subject":"26-000006-6"}');
INSERT INTO "event" VALUES(110,'7ac1bde2d85c91e5ffeed15a855f878207f97b42231db708b870921fad4dc67b','7d132c3cd1f96e20e1d1b8474b26379862401c5f97c69b9c022893287b783afc','26-000011-1','{"act":"bench.order","at":"2026-12-01T13:45:14.249247+00:00","by":"1001","data":{"action":"confirm order","state":"in preparation","station":"rehearsal","step":"patient"},"result":"ok","seq":110,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(111,'7d132c3cd1f96e20e1d1b8474b26379862401c5f97c69b9c022893287b783afc','7db6a7afb9b7f0eaff4b8cd2096766c36bbc0738d56af6af03c0b3f0db2797b9','26-000011-1','{"act":"bench.patient","at":"2026-12-01T13:46:14.249247+00:00","by":"1001","data":{"action":"confirm patient","state":"in preparation","station":"rehearsal","step":"vial"},"result":"ok","seq":111,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(112,'7db6a7afb9b7f0eaff4b8cd2096766c36bbc0738d56af6af03c0b3f0db2797b9','95ddc1b3473badf4af81e7a102bedc90a2fee247613782def973de20a6871514','26-000011-1','{"act":"bench.vial","at":"2026-12-01T13:47:14.249247+00:00","by":"1001","data":{"action":"scan vial","state":"in preparation","station":"rehearsal","step":"look","vial_gtin":"09520001000010","vial_serial":"7H2K3"},"result":"ok","seq":112,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(113,'95ddc1b3473badf4af81e7a102bedc90a2fee247613782def973de20a6871514','cb5bd7839c70f41f4ccf97cfab9ec78767b2a5acc0d01aeb092647241c5c0ac1','26-000011-1','{"act":"bench.look","at":"2026-12-01T13:48:14.249247+00:00","by":"1001","data":{"action":"inspect vial","state":"in preparation","station":"rehearsal","step":"diluent"},"result":"ok","seq":113,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(114,'cb5bd7839c70f41f4ccf97cfab9ec78767b2a5acc0d01aeb092647241c5c0ac1','a67e2f0bacdb53350a7b078ff3dd7458db083ae195442fc42bf41faccdacf904','26-000011-1','{"act":"bench.diluent","at":"2026-12-01T13:49:14.249247+00:00","by":"1001","data":{"action":"scan diluent","diluent_gtin":"09520001000034","diluent_lot":"G2210","state":"in preparation","station":"rehearsal","step":"draw"},"result":"ok","seq":114,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(115,'a67e2f0bacdb53350a7b078ff3dd7458db083ae195442fc42bf41faccdacf904','03e974e531ccff1e66b9a095879b8a6f8b9ba4de0d29d307f4eecfd690943a8f','26-000011-1','{"act":"bench.draw","at":"2026-12-01T13:50:14.249247+00:00","by":"1001","data":{"action":"draw","drawn_at":"2026-12-01T13:50:14.249247+00:00","prepared_by":"1001","state":"in preparation","station":"rehearsal","step":"inject"},"result":"ok","seq":115,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(116,'03e974e531ccff1e66b9a095879b8a6f8b9ba4de0d29d307f4eecfd690943a8f','fd3400287462ed3ad3ece8310014fe4be938410c245ee9cdd5c7311e9401e0f3','26-000011-1','{"act":"bench.inject","at":"2026-12-01T13:51:14.249247+00:00","by":"1001","data":{"action":"inject","mixed_at":"2026-12-01T13:51:14.249247+00:00","state":"mixed","station":"rehearsal","step":"invert"},"result":"ok","seq":116,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(117,'fd3400287462ed3ad3ece8310014fe4be938410c245ee9cdd5c7311e9401e0f3','17724706007f4b54f957ac4ff309e5da5d0c22ca17f9ca96afb628c9b70f37c8','26-000011-1','{"act":"bench.invert","at":"2026-12-01T13:52:14.249247+00:00","by":"1001","data":{"action":"invert","state":"mixed","station":"rehearsal","step":"cover"},"result":"ok","seq":117,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(118,'17724706007f4b54f957ac4ff309e5da5d0c22ca17f9ca96afb628c9b70f37c8','4268f20d877a7572f3c12011c0e2d2bfe5f496fb7112086011c276de196b6b1d','26-000011-1','{"act":"bench.cover","at":"2026-12-01T13:53:14.249247+00:00","by":"1001","data":{"action":"cover","state":"mixed","station":"rehearsal","step":"print"},"result":"ok","seq":118,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(119,'4268f20d877a7572f3c12011c0e2d2bfe5f496fb7112086011c276de196b6b1d','98e8f73f0f2eb06f6b88996f7bd2333b0710c38456bafcbfa100fabce06dd16c','26-000011-1','{"act":"bench.number_labels","at":"2026-12-01T13:54:14.249247+00:00","by":"1001","data":{"anchor":"118:4268f20d877a7572","copy":1,"reason":"","station":"rehearsal"},"result":"ok","seq":119,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(120,'98e8f73f0f2eb06f6b88996f7bd2333b0710c38456bafcbfa100fabce06dd16c','1b3b3690a36310b038535b74eef8d13788cc6a3abdd48e37901e88b34d72b9c7','26-000011-1','{"act":"bench.labels_printed","at":"2026-12-01T13:54:14.249247+00:00","by":"1001","data":{"action":"print labels","bag_label":{"place":"/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf","sha256":"d4948e3abdb8c22d38628586c095dc0436a7ed92c4e47c8aa6359c2ee65d9853"},"copy":1,"cover_label":{"place":"/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf","sha256":"738f2eb9664cf28a6b612cd910734b5ffcad3b15a6865a2803697f87418924c1"},"state":"mixed","station":"rehearsal","step":"bag label"},"result":"ok","seq":120,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(121,'1b3b3690a36310b038535b74eef8d13788cc6a3abdd48e37901e88b34d72b9c7','5d5139ac4e9824f570a5d53d4cd6fa54f8b93f9e85b6c5756591ece922c3024d','26-000011-1','{"act":"bench.bag_label","at":"2026-12-01T13:55:14.249247+00:00","by":"1001","data":{"action":"scan bag label","state":"mixed","station":"rehearsal","step":"cover label"},"result":"ok","seq":121,"subject":"26-000011-1"}');
INSERT INTO "event" VALUES(122,'5d5139ac4e9824f570a5d53d4cd6fa54f8b93f9e85b6c5756591ece922c3024d','c6e1d535ee7c9e91e7774e8fc9b5f0afd933d5e3f9b0cd990e2b9e0521589263','26-000011-1','{"act":"bench.cover_label","at":"2026-12-01T13:56:14.249247+00:00","by":"1001","data":{"action":"scan cover label","state":"labelled","station":"rehearsal","step":"check"},"result":"ok","seq":122,"subject":"26-000011-1"}');
CREATE TABLE head (
	id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "head" VALUES(1,122,'c6e1d535ee7c9e91e7774e8fc9b5f0afd933d5e3f9b0cd990e2b9e0521589263','2026-12-01 13:56:14.249247');
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
INSERT INTO "person" VALUES('1000','R. Iturbe','administrator','$argon2id$v=19$m=19456,t=2,p=1$pfDmRKekwkzwYzjM9dpOyg$WVoWpBvJdiz+zmAaT77zsTNSJlWeGnmCz7SngkyP6rE',0,NULL);
INSERT INTO "person" VALUES('1001','T. Ruiz','technician','$argon2id$v=19$m=19456,t=2,p=1$JIPGSUBFb3o6hkZNZYuIKQ$Rh9BG4RR3LOdxeF0htXI2R7PeO6SS6tJYT0ohQoKb18',0,'2026-12-01 05:40:14.249247');
INSERT INTO "person" VALUES('1002','F. Soler','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$wiI/DetLW0ezTN8wfffU7w$CIYgC+TVfXWYO1cZ9V+HllT1yiBSJlBPc+qfulddee4',0,'2026-12-01 07:25:14.249247');
INSERT INTO "person" VALUES('1003','M. Vega','pharmacist','$argon2id$v=19$m=19456,t=2,p=1$LBSkXt0XLzp1VLC1fPMq/w$8pM8uDw7bAkHqjAI2dNc7rxdGURZyffON7tl+uu8G2A',0,'2026-12-01 13:30:14.249247');
INSERT INTO "person" VALUES('1004','N. Pons','nurse','$argon2id$v=19$m=19456,t=2,p=1$FBGcxUW/JFgt04pbjkF8Ow$cKn2kOZd6k8XvKaLUtSluz0MGx+hSZ0V5hDleQsVY4I',0,NULL);
INSERT INTO "person" VALUES('1005','I. Lasa','physician','$argon2id$v=19$m=19456,t=2,p=1$SxEmHv3eNC1bXccoj6zEsw$p8KEACpddoJncM6I6asMxeEg2FKxqnMQpbzT5Fz8IqM',0,NULL);
CREATE TABLE printed (
	id INTEGER NOT NULL, 
	bag_id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	copy_number INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	printed_at DATETIME NOT NULL, 
	printed_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(bag_id) REFERENCES bag (id), 
	FOREIGN KEY(printed_by) REFERENCES person (badge)
);
INSERT INTO "printed" VALUES(1,'26-000001-5','bag label',1,'159cb6866e5ef71c7c0c680cfe80c9b585f564704d21457eb0642319e01ac8e9','/srv/alemprep/prints/26-000001-5-bag-label-copy1.pdf','2026-12-01 07:19:14.249247','1001');
INSERT INTO "printed" VALUES(2,'26-000001-5','cover label',1,'d03fb4ef4b6c7d4fffe0229c2fa9867a87ba08074c4ed540bf8c513350a8a1d5','/srv/alemprep/prints/26-000001-5-cover-label-copy1.pdf','2026-12-01 07:19:14.249247','1001');
INSERT INTO "printed" VALUES(3,'26-000006-6','bag label',1,'f77cbcfbb2005b4caac8802f7baac28905bdadb04418a39a80b81859b2d1f487','/srv/alemprep/prints/26-000006-6-bag-label-copy1.pdf','2026-12-01 13:19:14.249247','1001');
INSERT INTO "printed" VALUES(4,'26-000006-6','cover label',1,'a3c4f5ea892e34593aff00d42cf83ebb75cf638b98946c298760bb2fa7aa925f','/srv/alemprep/prints/26-000006-6-cover-label-copy1.pdf','2026-12-01 13:19:14.249247','1001');
INSERT INTO "printed" VALUES(5,'26-000011-1','bag label',1,'d4948e3abdb8c22d38628586c095dc0436a7ed92c4e47c8aa6359c2ee65d9853','/srv/alemprep/prints/26-000011-1-bag-label-copy1.pdf','2026-12-01 13:54:14.249247','1001');
INSERT INTO "printed" VALUES(6,'26-000011-1','cover label',1,'738f2eb9664cf28a6b612cd910734b5ffcad3b15a6865a2803697f87418924c1','/srv/alemprep/prints/26-000011-1-cover-label-copy1.pdf','2026-12-01 13:54:14.249247','1001');
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
INSERT INTO "product" VALUES('09520001000010','vial','LEMTRADA','','1002','1001','2026-12-01 05:40:14.249247');
INSERT INTO "product" VALUES('09520001000027','diluent','Sodio cloruro 0,9 % San Telmo','sodium-chloride','1002','1001','2026-12-01 05:40:14.249247');
INSERT INTO "product" VALUES('09520001000034','diluent','Glucosa 5 % San Telmo','glucose','1002','1001','2026-12-01 05:40:14.249247');
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
INSERT INTO "signature" VALUES(1,'26-000001-5','1002','2026-12-01 06:00:14.249247','order verified','64b9192211b1beb54c56de878f2859898f4dc960eaf303ded266295063c1c078');
INSERT INTO "signature" VALUES(2,'26-000006-6','1002','2026-12-01 06:01:14.249247','order verified','6dfb2e205d64807bfed1ffb138f8c5935d006c2047058dd9f80800d114d9b7fd');
INSERT INTO "signature" VALUES(3,'26-000011-1','1002','2026-12-01 06:02:14.249247','order verified','96b48858c506cf87314743d3f25611c4ba85e0ca0220c0d8569ab3f571375676');
INSERT INTO "signature" VALUES(4,'26-000014-6','1002','2026-12-01 06:03:14.249247','order verified','b57b0b2b947ec85613bef92248738c83b657b50aa7a220132d9c65ff10b2b252');
INSERT INTO "signature" VALUES(5,'26-000001-5','1002','2026-12-01 07:25:14.249247','bag released','755c3314c427cb9474f9b39c9ce327839cbcfe6132e110015fac2d2264527efe');
INSERT INTO "signature" VALUES(6,'26-000006-6','1003','2026-12-01 13:30:14.249247','bag released','78919ef72d3c44dfbb83bb0e8b91aa60d7aa9d54ba4c43a6a06d5587582dae99');
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
INSERT INTO "vial" VALUES('09520001000010','7H2K1','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','used','26-000001-5','2026-12-01 07:15:14.249247');
INSERT INTO "vial" VALUES('09520001000010','7H2K2','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','used','26-000006-6','2026-12-01 13:15:14.249247');
INSERT INTO "vial" VALUES('09520001000010','7H2K3','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','used','26-000011-1','2026-12-01 13:50:14.249247');
INSERT INTO "vial" VALUES('09520001000010','7H2K4','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K5','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K6','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K7','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K8','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K9','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K10','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K11','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','7H2K12','L77F2','2028-12-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P1','L81C5','2029-03-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P2','L81C5','2029-03-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
INSERT INTO "vial" VALUES('09520001000010','9M4P3','L81C5','2029-03-31','2026-12-01 05:40:14.249247','1001','in stock',NULL,NULL);
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
