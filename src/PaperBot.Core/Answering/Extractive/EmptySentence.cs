using System.Collections.Frozen;
using PaperBot.Retrieval.Terms;

namespace PaperBot.Answering.Extractive;

/// <summary>Tells sentences that any abstract could hold: "This paper aims to address this question.", "Extensive experiments show the effectiveness of our method."</summary>
internal static class EmptySentence
{
    /// <summary>A sentence with so many words of its own says something.</summary>
    private const int EnoughOwnTerms = 2;

    private static readonly FrozenSet<string> CommonTerms = TermSplitter.Split(
        """
        we our us i you paper papers work works study studies article research approach approaches method methods methodology framework technique
        model models system systems algorithm aim aims goal seek attempt try address addresses tackle answer question questions issue issues problem
        problems challenge challenges gap limitation limitations towards toward end propose proposed present introduce describe discuss provide
        investigate explore examine analyze analyse show shows demonstrate demonstrates demonstrated validate verify confirm evaluate evaluation
        extensive comprehensive experiment experiments experimental empirical empirically result results finding findings effective effectiveness
        efficient efficiency superior superiority performance advantage advantages benefit benefits usefulness significant significantly novel new
        simple important insight insights future open several various many multiple different both also further more here which what how have has
        been its from over can may does do code data dataset publicly available release released
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a term that any abstract could hold.</summary>
    public static bool IsCommon(string term) => CommonTerms.Contains(term);

    public static bool Is(string sentence) =>
        TermSplitter.Split(sentence).Distinct(StringComparer.Ordinal).Count(term => !CommonTerms.Contains(term)) < EnoughOwnTerms;
}
