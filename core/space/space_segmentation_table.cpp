// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/option_table.h"
#include "core/space/space_segmentation.h"

#include <algorithm>

namespace tradeoff {

const std::vector<SpaceSegmentationRow>& spaceSegmentationTable()
{
    static const std::vector<SpaceSegmentationRow> table{
        {{"grid",
          "Grid",
          "equal boxes: so many along each coordinate, or as many as m experts allow",
          {perCoordinate(
              listParameter("counts", "Parts along each coordinate", {}, {1, 100'000}))}}},
        {{"hexagonal", "Hexagons", "regular hexagons, cut at the domain's border", {}}, true},
        {{"voronoi-random",
          "Voronoi, random",
          "Voronoi cells of centers drawn from p",
          {numberParameter("seed", "Seed of the centers", 1, {0, 4294967295.0}, {1, 100})}}},
        {{"voronoi-centroidal",
          "Voronoi, centroidal",
          "Voronoi cells whose centers are their centroids, by Lloyd's method",
          {wordParameter("density", "Cells as dense as", {"optimal", "input", "uniform"})}}},
        {{"manual",
          "Own centers",
          "Voronoi cells of the centers given",
          {tableParameter("centers", "Centers", Extent::PerCoordinateInEvery,
                          {{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}},
                          ranges::coordinate)}}},
        {{"level-set",
          "Level sets",
          "{x : t_i ≤ β(x) < t_{i+1}}, the best thresholds t: the least error of any m regions",
          {}}},
        {{"learned-tree",
          "Learned: regression tree",
          "greedy splits across one coordinate each, from the drawn sample",
          {}}}};
    return table;
}

std::optional<int> spaceRegionsByHand(const Choice& choice, std::size_t dimensions)
{
    if (choice.kind == "manual") {
        return static_cast<int>(choice.records("centers").size());
    }
    if (choice.kind != "grid" || choice.numbers("counts").empty()) {
        return std::nullopt;
    }
    const std::vector<double>& counts = choice.numbers("counts");
    double product = 1;
    for (std::size_t k = 0; k < dimensions; ++k) {
        product *= counts.size() == 1 ? counts.front() : counts[std::min(k, counts.size() - 1)];
    }
    // What is too many is refused with a message later.
    return static_cast<int>(std::min(product, 1e9));
}

void checkSpaceSegmentation(const Choice& choice, const BoxDomain& domain)
{
    const SpaceSegmentationRow& row =
        rowOfKind(spaceSegmentationTable(), choice.kind, "/segmentation");
    checkChoice(row.option, choice, "/segmentation");
    if (row.planeOnly && domain.size() != 2) {
        throw InputError("/segmentation/kind", "\"" + choice.kind + "\" needs two dimensions");
    }
}

} // namespace tradeoff
