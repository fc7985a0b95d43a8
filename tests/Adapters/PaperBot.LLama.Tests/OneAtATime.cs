// Each model computes with all cores; two at once only hinder each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
