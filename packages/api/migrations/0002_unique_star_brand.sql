CREATE TABLE "input_histograms" (
	"hour" timestamp with time zone NOT NULL,
	"feature" text NOT NULL,
	"bin" integer NOT NULL,
	"count" integer NOT NULL,
	"sum" double precision NOT NULL,
	CONSTRAINT "input_histograms_hour_feature_bin_pk" PRIMARY KEY("hour","feature","bin")
);
--> statement-breakpoint
CREATE TABLE "model_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"action" text NOT NULL,
	"name" text,
	"version" text,
	"share" real,
	"reason" text DEFAULT '' NOT NULL,
	"user_id" uuid
);
--> statement-breakpoint
CREATE TABLE "model_processes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"current_name" text NOT NULL,
	"current_version" text NOT NULL,
	"candidate_name" text,
	"candidate_version" text,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"card" text NOT NULL,
	"onnx" "bytea" NOT NULL,
	"parity" text NOT NULL,
	"sha256" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"added_by" uuid
);
--> statement-breakpoint
CREATE TABLE "pseudonym_keys" (
	"id" integer PRIMARY KEY NOT NULL,
	"key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shadow_comparisons" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"recording_id" uuid NOT NULL,
	"current_name" text NOT NULL,
	"current_version" text NOT NULL,
	"candidate_name" text NOT NULL,
	"candidate_version" text NOT NULL,
	"has_failed" boolean NOT NULL,
	"both" integer NOT NULL,
	"only_current" integer NOT NULL,
	"only_candidate" integer NOT NULL,
	"current_heart_rate" double precision,
	"candidate_heart_rate" double precision,
	"current_seconds" double precision NOT NULL,
	"candidate_seconds" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "shares_corrections" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "model_events" ADD CONSTRAINT "model_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shadow_comparisons" ADD CONSTRAINT "shadow_comparisons_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "models_name_version" ON "models" USING btree ("name","version");--> statement-breakpoint
CREATE INDEX "shadow_comparisons_candidate" ON "shadow_comparisons" USING btree ("candidate_name","candidate_version","at");--> statement-breakpoint
CREATE INDEX "shadow_comparisons_at" ON "shadow_comparisons" USING btree ("at");--> statement-breakpoint
CREATE INDEX "shadow_comparisons_recording" ON "shadow_comparisons" USING btree ("recording_id");