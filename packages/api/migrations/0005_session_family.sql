ALTER TABLE "sessions" ADD COLUMN "family_hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_family_hash" ON "sessions" USING btree ("family_hash");