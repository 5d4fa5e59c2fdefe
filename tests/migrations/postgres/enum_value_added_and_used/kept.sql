SELECT mood, moods FROM users ORDER BY id; -- calm, {calm,cross} | cross, NULL
