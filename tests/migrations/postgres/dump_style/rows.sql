INSERT INTO public.users (email) VALUES ('a'), ('b');
