module jacquard/bench

go 1.26
