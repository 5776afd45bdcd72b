//! How a file's texts are declared: one type a file, one variant a text, which carries the text's variables.

/// Declares the texts of one file. Each variable says what it is: `name`, `link` or `count`
/// (see [`crate::variables::Variables`]).
macro_rules! texts {
    (
        $(#[$about:meta])*
        $texts:ident in $file:literal {
            $(
                $(#[$doc:meta])*
                $text:ident $({ $($variable:ident: $kind:ident($type:ty)),+ })? = $id:literal;
            )+
        }
    ) => {
        static FILE: crate::file::File = crate::file::embedded!($file);

        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $texts<'a> {
            $(
                $(#[$doc])*
                $text $({
                    $(
                        #[doc = concat!("What stands for `{ $", stringify!($variable), " }`.")]
                        $variable: $type,
                    )+
                })?,
            )+
        }

        impl<'a> $texts<'a> {
            /// The text in this language, its variables filled in; in English where the language lacks it.
            #[must_use]
            pub fn text(self, language: crate::Language) -> String {
                let variables = self.variables();
                FILE.text(language, self.id(), variables.filled())
            }

            /// The name of the message in the Fluent file.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$text { .. } => $id,)+
                }
            }

            fn variables(self) -> crate::variables::Variables<'a> {
                let shown = crate::variables::Shown::of(self.id());
                #[allow(unused_mut, reason = "a file may have texts without variables only")]
                let mut variables = crate::variables::Variables::new(shown);
                match self {
                    $(
                        Self::$text { $($($variable),+)? } => {
                            $($(variables.$kind(stringify!($variable), $variable);)+)?
                        }
                    )+
                }
                variables
            }

            /// Every text, its variables empty or zero.
            #[cfg(test)]
            pub(crate) fn each() -> Vec<Self> {
                vec![$(Self::$text { $($($variable: <$type>::default()),+)? }),+]
            }

            /// Each text's id and what its variables are called.
            #[cfg(test)]
            pub(crate) const DECLARED: &'static [(&'static str, &'static [&'static str])] =
                &[$(($id, &[$($(stringify!($variable)),+)?])),+];

            #[cfg(test)]
            pub(crate) const FILE: &'static crate::file::File = &FILE;
        }
    };
}

pub(crate) use texts;
