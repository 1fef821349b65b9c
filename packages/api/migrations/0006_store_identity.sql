CREATE TABLE "store_identity" (
	"id" integer PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "analyses_job" ON "analyses" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "corrections_analysis" ON "corrections" USING btree ("analysis_id");--> statement-breakpoint
CREATE INDEX "evaluation_records_recording" ON "evaluation_records" USING btree ("recording_id");--> statement-breakpoint
CREATE INDEX "evaluations_job" ON "evaluations" USING btree ("job_id");