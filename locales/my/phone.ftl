### Machine translation, not reviewed by a native speaker.
