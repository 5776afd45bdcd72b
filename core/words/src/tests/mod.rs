//! What holds for every text in every language.
